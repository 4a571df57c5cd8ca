import type { KnowledgeKind } from '@relink/domain';
import { Box, Checkbox, FormControlLabel, TextField, Typography } from '@mui/material';
import { useId } from 'react';
import { useTranslate } from 'react-admin';
import { FIELDS } from './answers.ts';

type Props = {
  kind: KnowledgeKind;
  excluded: boolean;
  disabled: boolean;
  /** Undefined while the question has not been asked. */
  values: Readonly<Record<string, string>> | undefined;
  errors: Readonly<Record<string, string>>;
  onChange: (values: Readonly<Record<string, string>> | undefined) => void;
};

/** One question: asked or not, and if so, what the caller said. */
export function AnswerFields({ kind, excluded, disabled, values, errors, onChange }: Props) {
  const t = useTranslate();
  const id = useId();
  const note = excluded
    ? t('relink.verification.excluded')
    : kind === 'last_order' && values
      ? t('relink.verification.orOrder')
      : undefined;
  return (
    <Box sx={{ mb: 0.5 }}>
      <FormControlLabel
        label={t(`relink.enums.evidence.${kind}`)}
        disabled={excluded || disabled}
        control={
          <Checkbox
            size="small"
            checked={values !== undefined}
            onChange={(_, checked) => onChange(checked ? {} : undefined)}
            slotProps={{ input: note ? { 'aria-describedby': id } : {} }}
          />
        }
      />
      {note ? (
        <Typography id={id} variant="body2" color="text.secondary" sx={{ ml: 3.5 }}>
          {note}
        </Typography>
      ) : null}
      {values ? (
        <Box
          sx={{ ml: 3.5, display: 'grid', columnGap: 1, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}
        >
          {FIELDS[kind].map((field) => (
            <TextField
              key={field.name}
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
      ) : null}
    </Box>
  );
}
