import { Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useListContext, useTranslate } from 'react-admin';
import { Waiting } from '../Waiting.tsx';

type Props = {
  /** What to say, and what to do next, where there is nothing at all. */
  empty: string;
  /** The filters that the list opens with: under these alone, nothing is "filtered away". */
  opens?: readonly string[];
  children: ReactNode;
};

/** The rows of a list; where there are none, why, and the next step. */
export function ListRows({ empty, opens = [], children }: Props) {
  const { data, total, isPending, error, filterValues } = useListContext() as {
    data?: readonly unknown[];
    total?: number;
    isPending: boolean;
    error: unknown;
    filterValues: object;
  };
  // That nothing could be read is not that there is nothing.
  if (error && !data) return <ListWaiting error={error} />;
  if (isPending || error || total !== 0) return children;
  const narrowed = Object.keys(filterValues).some((name) => !opens.includes(name));
  return <ListEmpty text={empty} narrowed={narrowed} />;
}

/** What stands where a list's rows are still loading, or could not be loaded. */
export function ListWaiting({ error }: { error: unknown }) {
  return (
    <Box sx={{ px: 2, py: 0.5 }}>
      <Waiting error={error} />
    </Box>
  );
}

export function ListEmpty({ text, narrowed }: { text: string; narrowed: boolean }) {
  const t = useTranslate();
  const { setFilters } = useListContext();
  return (
    <Box role="status" sx={{ p: 2 }}>
      <Typography>{narrowed ? t('relink.lists.noneFits') : text}</Typography>
      {narrowed ? (
        <Button sx={{ mt: 1 }} variant="outlined" onClick={() => setFilters({}, [], false)}>
          {t('relink.lists.clear')}
        </Button>
      ) : null}
    </Box>
  );
}
