import type { MergeColumn } from '@relink/contract';
import { Box, Chip } from '@mui/material';
import { useTranslate } from 'react-admin';
import { CompareRow } from './Compare.tsx';
import { Few } from './Few.tsx';
import type { Compared } from './MergeColumns.tsx';

/** The addresses of both; what both have is one afterwards. */
export function MergeAddresses({ of: { survivor, other, result } }: { of: Compared }) {
  const t = useTranslate();
  if (survivor.addresses.length + other.addresses.length === 0) return null;
  const left = result && new Set(result.addresses.map(({ id }) => id));
  const cell = (column: MergeColumn, after = false) => (
    <Few
      of={column.addresses}
      none={t('relink.merges.nothing')}
      render={({ id, display, isDefault, from }) => (
        <Box key={id} sx={{ py: 0.25 }}>
          <bdi>{display}</bdi>{' '}
          {isDefault ? (
            <Chip size="small" variant="outlined" label={t('relink.merges.defaultAddress')} />
          ) : null}
          {!after && left && from === 'other' && !left.has(id) ? (
            <Box sx={{ color: 'text.secondary' }}>{t('relink.merges.folded')}</Box>
          ) : null}
        </Box>
      )}
    />
  );
  return (
    <CompareRow
      label={t('relink.merges.addressesTitle')}
      survivor={cell(survivor)}
      other={cell(other)}
      result={result ? cell(result, true) : t('relink.merges.noResult')}
    />
  );
}
