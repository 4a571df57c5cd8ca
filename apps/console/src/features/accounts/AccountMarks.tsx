import type { AccountCard } from '@relink/contract';
import type { AccountMark } from '@relink/domain';
import { Box, Chip, type ChipProps } from '@mui/material';
import { useTranslate } from 'react-admin';

const colors: Partial<Record<AccountMark, ChipProps['color']>> = {
  orphaned: 'info',
  'likely-duplicate': 'warning',
  locked: 'error',
  suspended: 'error',
  merged: 'error',
  closed: 'error',
};

/** The server's marks of an account, a likely duplicate's with its reasons. */
export function AccountMarks({ account }: { account: Pick<AccountCard, 'marks' | 'duplicateReasons'> }) {
  const t = useTranslate();
  const { marks, duplicateReasons } = account;
  const reasons = duplicateReasons
    .map((reason) => t(`relink.enums.duplicateReason.${reason}`, { _: reason }))
    .join(', ');
  // The reasons of a likely duplicate name it already.
  const shown = marks.filter((mark) => mark !== 'no-orders' || !marks.includes('likely-duplicate'));
  if (shown.length === 0) return null;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, my: 0.75 }}>
      {shown.map((mark) => (
        <Chip
          key={mark}
          size="small"
          color={colors[mark] ?? 'default'}
          label={t(`relink.enums.mark.${mark}`, { reasons })}
        />
      ))}
    </Box>
  );
}
