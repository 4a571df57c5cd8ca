import { Box } from '@mui/material';
import type { ReactNode } from 'react';

/** One of a list of things, and what is done with it: beside it where there is room, else below. */
export function ActionRow({ action, children }: { action: ReactNode; children: ReactNode }) {
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 1,
        py: 1,
        // No wider than an eye finds from a line to its button.
        maxWidth: 800,
        alignItems: 'center',
        justifyContent: 'space-between',
        '& + &': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>{children}</Box>
      {action}
    </Box>
  );
}
