import type { CaseSummary } from '@relink/contract';
import { Box, Chip, Skeleton, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { listPath } from '../../app/list-path.ts';
import { Panel } from '../../app/Panel.tsx';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText, useNow } from '../../app/time.tsx';
import { CaseStateChip, NOT_CLOSED, OpenCaseButton } from '../cases/index.ts';
import type { OfHome } from './HomePage.tsx';

const MINE = listPath('cases', { mine: true, state: NOT_CLOSED }, { field: 'updatedAt', order: 'DESC' });
const DUE = listPath('cases', { mine: true, due: true }, { field: 'dueAt', order: 'ASC' });

/** The newest of my cases that are not closed. */
export function MyCases({ home }: OfHome) {
  const t = useTranslate();
  return (
    <Panel title={t('relink.home.mine')} aside={<OpenCaseButton />}>
      <Cases of={home?.mine} rows={5} none={t('relink.home.mineNone')} />
      {home && home.mineTotal > 0 ? (
        <RowLink to={MINE}>{t('relink.home.mineAll', { smart_count: home.mineTotal })}</RowLink>
      ) : null}
    </Panel>
  );
}

/** My cases whose customer should have answered by now, or should within the day. */
export function DueCases({ home }: OfHome) {
  const t = useTranslate();
  return (
    <Panel title={t('relink.home.due')}>
      <Cases of={home?.due} rows={2} none={t('relink.home.dueNone')} />
      {home && home.dueTotal > 0 ? (
        <RowLink to={DUE}>{t('relink.home.dueAll', { smart_count: home.dueTotal })}</RowLink>
      ) : null}
    </Panel>
  );
}

type Props = { of: readonly CaseSummary[] | undefined; rows: number; none: string };

/** As many rows as are likely stand there from the first moment, so that nothing below is pushed away. */
function Cases({ of, rows, none }: Props) {
  const t = useTranslate();
  const room = { minHeight: rows * 44, my: 1 };
  if (of === undefined)
    return (
      <Box sx={room} aria-busy="true" aria-label={t('relink.common.loading')} role="group">
        {Array.from({ length: rows }, (_, row) => (
          <Skeleton key={row} height={44} />
        ))}
      </Box>
    );
  if (of.length === 0)
    return (
      <Typography sx={room} color="textSecondary">
        {none}
      </Typography>
    );
  return (
    <Box component="ul" sx={{ ...room, p: 0, listStyle: 'none' }}>
      {of.map((each) => (
        <CaseRow key={each.id} of={each} />
      ))}
    </Box>
  );
}

function CaseRow({ of }: { of: CaseSummary }) {
  const t = useTranslate();
  const now = useNow(60_000);
  const overdue = of.dueAt !== null && Date.parse(of.dueAt) <= now;
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 1,
        columnGap: 2,
        alignItems: 'center',
        minHeight: 44,
        py: 0.5,
        '& + &': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      <Box sx={{ fontFamily: 'ui-monospace, monospace', fontWeight: 700, fontSize: '1rem' }}>
        <RowLink to={`/cases/${of.id}/show`}>{of.reference}</RowLink>
      </Box>
      <CaseStateChip of={of} />
      {overdue ? <Chip size="small" color="error" label={t('relink.home.overdue')} /> : null}
      {of.ticket ? (
        <Typography component="span" variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {of.ticket}
        </Typography>
      ) : null}
      <Typography component="span" variant="body2" color="textSecondary" sx={{ marginInlineStart: 'auto' }}>
        {t(of.dueAt ? 'relink.home.dueAt' : 'relink.home.changed')} <TimeText at={of.dueAt ?? of.updatedAt} />
      </Typography>
    </Box>
  );
}
