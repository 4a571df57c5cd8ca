import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { PAGE_FORM } from './commands/index.ts';

/** The form that a page is about: the key that sends a form sends this one from anywhere on the page. */
export function PageForm({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  return (
    <Box
      component="form"
      noValidate
      {...{ [PAGE_FORM]: '' }}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </Box>
  );
}
