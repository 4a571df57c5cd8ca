import { Box, Typography } from '@mui/material';
import { useId } from 'react';

type Props = { label: string; disabled?: boolean; onChoose: (file: File | undefined) => void };

/** A labelled file input for one CSV file. */
export function FileField({ label, disabled, onChoose }: Props) {
  const id = useId();
  return (
    <Box>
      <Typography
        component="label"
        htmlFor={id}
        variant="body2"
        sx={{ display: 'block', mb: 0.5, fontWeight: 600 }}
      >
        {label}
      </Typography>
      <Box
        component="input"
        id={id}
        type="file"
        accept=".csv,.txt,text/csv"
        disabled={disabled ?? false}
        onChange={(event: React.ChangeEvent<HTMLInputElement>) => onChoose(event.target.files?.[0])}
        sx={{ font: 'inherit', maxWidth: '100%' }}
      />
    </Box>
  );
}
