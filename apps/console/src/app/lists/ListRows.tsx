import { Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useListContext, useTranslate } from 'react-admin';

type Props = {
  /** What to say, and what to do next, where there is nothing at all. */
  empty: string;
  /** The filters that the list opens with: under these alone, nothing is "filtered away". */
  opens?: readonly string[];
  children: ReactNode;
};

/** The rows of a list; where there are none, why, and the next step. */
export function ListRows({ empty, opens = [], children }: Props) {
  const { total, isPending, error, filterValues } = useListContext() as {
    total?: number;
    isPending: boolean;
    error: unknown;
    filterValues: object;
  };
  if (isPending || error || total !== 0) return children;
  const narrowed = Object.keys(filterValues).some((name) => !opens.includes(name));
  return <ListEmpty text={empty} narrowed={narrowed} />;
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
