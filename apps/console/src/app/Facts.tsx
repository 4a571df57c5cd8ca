import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';

/** Names and what belongs to them, as a definition list. Empty ones are left out. */
export function Facts({ of }: { of: readonly (readonly [string, ReactNode])[] }) {
  const shown = of.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        // A long name goes on in a second line, rather than what belongs to it in its fifth.
        gridTemplateColumns: { xs: 'fit-content(35%) 1fr', sm: 'max-content 1fr' },
        gap: 0.75,
        columnGap: 2,
      }}
    >
      {shown.map(([name, value]) => (
        <Box key={name} sx={{ display: 'contents' }}>
          <Typography component="dt" variant="body2" color="textSecondary">
            {name}
          </Typography>
          <Typography component="dd" variant="body2" sx={{ m: 0, minWidth: 0, overflowWrap: 'anywhere' }}>
            {value}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}
