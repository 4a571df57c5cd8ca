import type { PolicyResponse } from '@relink/contract';
import { EDITABLE_NUMBERS, looserThanStandard, NUMBERS } from '@relink/domain';
import {
  Box,
  Chip,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { useTranslate } from 'react-admin';
import { wordValue } from './words.ts';

type Named = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

function at(table: Named, group: string, name: string): unknown {
  return table[group]?.[name];
}

/** Every number that decisions are made by, by group, with its unit and what it means. */
export function NumbersTable({ policy }: { policy: PolicyResponse }) {
  const t = useTranslate();
  const looser = new Set(looserThanStandard(policy));
  return Object.entries(policy.numbers).map(([group, names]) => {
    const title = t(`relink.policy.groups.${group}`, { _: group });
    return (
      <Box key={group} sx={{ mb: 2 }}>
        <Typography component="h3" variant="h3" sx={{ mb: 0.5 }}>
          {title}
        </Typography>
        <TableContainer>
          <Table size="small" aria-label={title} sx={{ tableLayout: 'fixed' }}>
            <TableHead>
              <TableRow>
                <TableCell>{t('relink.policy.meaning')}</TableCell>
                <TableCell align="right" sx={{ width: { xs: 88, sm: 140 } }}>
                  {t('relink.policy.value')}
                </TableCell>
                <TableCell align="right" sx={{ width: { xs: 96, sm: 180 } }}>
                  {t('relink.policy.usual')}
                </TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {Object.entries(names).map(([name, value]) => {
                const path = `numbers.${group}.${name}`;
                const usual = at(NUMBERS, group, name);
                const fixed = at(EDITABLE_NUMBERS, group, name) === undefined;
                return (
                  <TableRow key={name}>
                    <TableCell component="th" scope="row">
                      {t(`relink.policy.${path}`, { _: name })}{' '}
                      {looser.has(path) ? (
                        <Chip
                          size="small"
                          color="warning"
                          variant="outlined"
                          label={t('relink.policy.looser')}
                        />
                      ) : null}
                    </TableCell>
                    <TableCell align="right" sx={{ fontWeight: value === usual ? 400 : 700 }}>
                      {wordValue(t, path, value)}
                    </TableCell>
                    <TableCell align="right">
                      {fixed
                        ? t('relink.policy.fixed')
                        : wordValue(t, path, typeof usual === 'number' ? usual : null)}
                    </TableCell>
                  </TableRow>
                );
              })}
            </TableBody>
          </Table>
        </TableContainer>
      </Box>
    );
  });
}
