import { Link } from '@mui/material';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router-dom';

/** The link of a table's row: a click anywhere on the row does the same, but a keyboard needs something to reach. */
export function RowLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link
      component={RouterLink}
      to={to}
      color="inherit"
      underline="always"
      onClick={(event) => event.stopPropagation()}
    >
      {children}
    </Link>
  );
}
