import type { PolicyDifference } from '@relink/domain';
import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material';
import { useTranslate } from 'react-admin';
import { wordPath, wordValue } from './words.ts';

/** What differs between two policies: before and after, side by side. */
export function Differences({ of, label }: { of: readonly PolicyDifference[]; label: string }) {
  const t = useTranslate();
  return (
    <TableContainer>
      <Table size="small" aria-label={label}>
        <TableHead>
          <TableRow>
            <TableCell>{t('relink.policy.change')}</TableCell>
            <TableCell align="right">{t('relink.policy.before')}</TableCell>
            <TableCell align="right">{t('relink.policy.after')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {of.map(({ path, before, after }) => (
            <TableRow key={path}>
              <TableCell component="th" scope="row">
                {wordPath(t, path)}
              </TableCell>
              <TableCell align="right">{wordValue(t, path, before)}</TableCell>
              <TableCell align="right">{wordValue(t, path, after)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
