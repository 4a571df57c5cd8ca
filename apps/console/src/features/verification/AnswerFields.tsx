import type { KnowledgeKind } from '@relink/domain';
import { Box, TextField, Typography } from '@mui/material';
import { useId } from 'react';
import { useTranslate } from 'react-admin';
import { answerId, FIELDS } from './answers.ts';

type Props = {
  accountId: string;
  kind: KnowledgeKind;
  disabled: boolean;
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  onChange: (values: Readonly<Record<string, string>>) => void;
};

/** What the caller said to one question. */
export function AnswerFields({ accountId, kind, disabled, values, errors, onChange }: Props) {
  const t = useTranslate();
  const id = useId();
  return (
    <Box role="group" aria-labelledby={id} sx={{ mt: 1 }}>
      <Typography id={id} variant="body2" sx={{ fontWeight: 600 }}>
        {t(`relink.enums.evidence.${kind}`)}
      </Typography>
      {kind === 'last_order' ? (
        <Typography variant="body2" color="textSecondary">
          {t('relink.verification.orOrder')}
        </Typography>
      ) : null}
      <Box sx={{ display: 'grid', columnGap: 1, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        {FIELDS[kind].map((field, index) => (
          <TextField
            key={field.name}
            {...(index === 0 ? { id: answerId(accountId, kind), autoFocus: true } : {})}
            label={t(`relink.verification.${field.label}`)}
            value={values[field.name] ?? ''}
            autoComplete="off"
            disabled={disabled}
            error={field.name in errors}
            helperText={errors[field.name]}
            slotProps={{ htmlInput: field.numeric ? { inputMode: 'numeric' } : {} }}
            onChange={(event) => onChange({ ...values, [field.name]: event.target.value })}
          />
        ))}
      </Box>
    </Box>
  );
}
