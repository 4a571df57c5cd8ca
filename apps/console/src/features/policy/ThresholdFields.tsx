import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import { Box, Button, IconButton, TextField, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { DraftFields } from './draft-fields.ts';

type Thresholds = DraftFields['highValue'];
type Props = {
  values: Thresholds;
  errors: Readonly<Record<string, string>>;
  onChange: (values: Thresholds) => void;
};

/** What orders must come to for an account to be of high value, by currency. */
export function ThresholdFields({ values, errors, onChange }: Props) {
  const t = useTranslate();
  const change = (at: number, part: Partial<Thresholds[number]>) =>
    onChange(values.map((each, index) => (index === at ? { ...each, ...part } : each)));
  return (
    <>
      <Typography variant="body2" sx={{ mb: 2 }}>
        {t('relink.policy.highValueIntro')}
      </Typography>
      {values.map(({ currency, amount }, index) => {
        const error = errors[`rules.highValue.${currency.trim().toUpperCase()}`];
        return (
          // Rows have no name of their own: a currency is typed letter by letter.
          <Box key={index} sx={{ display: 'flex', gap: 1, mb: 1.5, alignItems: 'flex-start', maxWidth: 420 }}>
            <TextField
              margin="none"
              label={t('relink.policy.currency')}
              value={currency}
              error={error !== undefined}
              onChange={(event) => change(index, { currency: event.target.value })}
              slotProps={{ htmlInput: { maxLength: 3, autoCapitalize: 'characters' } }}
              sx={{ flex: '0 0 110px' }}
            />
            <TextField
              margin="none"
              type="number"
              label={t('relink.policy.amount')}
              value={amount}
              error={error !== undefined}
              helperText={error}
              onChange={(event) => change(index, { amount: event.target.value })}
              sx={{ flex: '1 1 0', minWidth: 0 }}
            />
            <IconButton
              aria-label={t('relink.policy.removeCurrency', { currency })}
              onClick={() => onChange(values.filter((_, at) => at !== index))}
            >
              <DeleteIcon />
            </IconButton>
          </Box>
        );
      })}
      <Button onClick={() => onChange([...values, { currency: '', amount: '' }])}>
        {t('relink.policy.addCurrency')}
      </Button>
    </>
  );
}
