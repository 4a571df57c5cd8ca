import { Box } from '@mui/material';
import { type ReactNode, useState } from 'react';

/** What is seldom looked at: one line, until it is unfolded. What is in it comes only then. */
export function Folded({ label, children }: { label: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <Box
      component="details"
      onToggle={(event) => setOpen(event.currentTarget.open)}
      sx={{ mt: 1, overflowWrap: 'anywhere' }}
    >
      <Box
        component="summary"
        sx={{
          ...{ cursor: 'pointer', py: 0.75, typography: 'body2', fontWeight: 600, color: 'text.secondary' },
          '&:focus-visible': { outline: '3px solid', outlineColor: 'primary.main', outlineOffset: 2 },
        }}
      >
        {label}
      </Box>
      {open ? children : null}
    </Box>
  );
}
