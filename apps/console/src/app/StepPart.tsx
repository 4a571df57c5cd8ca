import { Box, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';

/** One of the parts of a step, under its own heading. */
export function StepPart({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Box role="group" aria-labelledby={id} sx={{ my: 2 }}>
      <Typography id={id} component="h4" variant="h4">
        {title}
      </Typography>
      {children}
    </Box>
  );
}
