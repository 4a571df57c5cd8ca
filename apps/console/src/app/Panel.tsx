import { Paper, Typography } from '@mui/material';
import { type ElementType, type ReactNode, useId } from 'react';

type Props = {
  title: ReactNode;
  /** The heading's level on the page. */
  level?: 2 | 3 | 4;
  element?: ElementType;
  aside?: ReactNode;
  children: ReactNode;
};

/** A part of a page with its heading, found as a region of that name. */
export function Panel({ title, level = 2, element = 'section', aside, children }: Props) {
  const id = useId();
  return (
    <Paper
      component={element}
      variant="outlined"
      aria-labelledby={id}
      sx={{ p: 2, mb: 2, minWidth: 0, overflowWrap: 'anywhere' }}
    >
      <Typography id={id} variant={`h${level}`} component={`h${level}`} sx={{ mb: 1.5 }}>
        {title}
      </Typography>
      {aside}
      {children}
    </Paper>
  );
}
