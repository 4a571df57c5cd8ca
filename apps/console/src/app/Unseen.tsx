import { Box } from '@mui/material';
import type { ReactNode } from 'react';

/** Read out by a screen reader only. */
export function Unseen({ role, children }: { role?: 'status'; children: ReactNode }) {
  return (
    <Box
      component="span"
      role={role}
      sx={{ position: 'absolute', inlineSize: 1, blockSize: 1, overflow: 'hidden', clipPath: 'inset(50%)' }}
    >
      {children}
    </Box>
  );
}
