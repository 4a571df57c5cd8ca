import type { Home } from '@relink/contract';
import { Skeleton, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useTranslate } from 'react-admin';
import { listPath } from '../../app/list-path.ts';
import { Panel } from '../../app/Panel.tsx';
import { RowLink } from '../../app/RowLink.tsx';
import { NOT_CLOSED } from '../cases/index.ts';
import type { OfHome } from './HomePage.tsx';

type Counted = Exclude<keyof Home['team'], 'byOutcome'>;

const ROWS: readonly Counted[] = [
  'opened',
  'closed',
  'open',
  'roundsEnough',
  'roundsNotEnough',
  'locks',
  'messagesFailed',
];
const NEWEST = { field: 'updatedAt', order: 'DESC' } as const;
/** Where what was counted is listed. */
const WAYS: Partial<Record<Counted, string>> = {
  closed: listPath('cases', { state: 'closed' }, NEWEST),
  open: listPath('cases', { state: NOT_CLOSED }, NEWEST),
  messagesFailed: listPath('messages', { state: 'failed' }),
};

/** The team's day in numbers. */
export function TeamDay({ home }: OfHome) {
  const t = useTranslate();
  const title = t('relink.home.team');
  return (
    <Panel title={title}>
      <Table size="small" aria-label={title}>
        <TableHead>
          <TableRow>
            <TableCell>{t('relink.home.what')}</TableCell>
            <TableCell align="right">{t('relink.home.number')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {ROWS.map((row) => (
            <NumberRow key={row} name={t(`relink.home.${row}`)} value={home?.team[row]} to={WAYS[row]} />
          ))}
          {home?.team.byOutcome.map(({ outcome, cases }) => (
            <NumberRow
              key={outcome}
              name={`${t('relink.home.closed')}: ${t(`relink.enums.outcome.${outcome}`)}`}
              value={cases}
            />
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}

function NumberRow({
  name,
  value,
  to,
}: {
  name: string;
  value: number | undefined;
  to?: string | undefined;
}) {
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        {to === undefined ? name : <RowLink to={to}>{name}</RowLink>}
      </TableCell>
      <TableCell align="right" sx={{ fontVariantNumeric: 'tabular-nums' }}>
        {value ?? <Skeleton sx={{ marginInlineStart: 'auto' }} width={24} />}
      </TableCell>
    </TableRow>
  );
}
