import type { AccountCard, DuplicateView } from '@relink/contract';
import type { DuplicateState } from '@relink/domain';
import { Box, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { type SortPayload, useListContext, useTranslate } from 'react-admin';
import { QueueItem, QueueList } from '../../app/lists/index.ts';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';
import { usePermitted } from '../../app/useMe.ts';
import { AccountMarks, orderYears } from '../accounts/index.ts';
import { DismissButton } from './DismissButton.tsx';
import { DismissedBy } from './DismissedBy.tsx';
import { Passes } from './Passes.tsx';
import { Reasons, Score } from './Score.tsx';

const BY_WEIGHT: SortPayload = { field: 'weight', order: 'DESC' };
const NEWEST: SortPayload = { field: 'foundAt', order: 'DESC' };
const stretch = (state: DuplicateState) => ({
  name: `relink.duplicates.states.${state}`,
  filter: { state },
  none: `relink.duplicates.empty.${state}`,
});

/** Every pair of accounts that are likely one person's, the most likely on top; above it the search for them. */
export function DuplicateList() {
  const t = useTranslate();
  const mayManage = usePermitted('duplicates.manage');
  return (
    <Box sx={{ pt: mayManage ? 2 : 0, minWidth: 0 }}>
      {mayManage ? <Passes /> : null}
      <QueueList<DuplicateView>
        title={t('resources.duplicates.name', { smart_count: 2 })}
        sort={BY_WEIGHT}
        which="relink.duplicates.which"
        stretches={[stretch('open'), stretch('dismissed'), stretch('merged')]}
        tools={<Order />}
      >
        {(each) => <Pair duplicate={each} />}
      </QueueList>
    </Box>
  );
}

function Order() {
  const t = useTranslate();
  const { sort, setSort } = useListContext();
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      aria-label={t('relink.duplicates.order')}
      value={sort.field}
      onChange={(_, field: string | null) =>
        field === null ? undefined : setSort(field === NEWEST.field ? NEWEST : BY_WEIGHT)
      }
    >
      <ToggleButton value={BY_WEIGHT.field}>{t('relink.duplicates.orders.weight')}</ToggleButton>
      <ToggleButton value={NEWEST.field}>{t('relink.duplicates.orders.newest')}</ToggleButton>
    </ToggleButtonGroup>
  );
}

function Pair({ duplicate }: { duplicate: DuplicateView }) {
  const t = useTranslate();
  const [one, other] = duplicate.accounts;
  const name = t('relink.duplicates.pair', { one: one.maskedName, other: other.maskedName });
  return (
    <QueueItem>
      <Box
        sx={{
          display: 'grid',
          columnGap: 2,
          rowGap: 1,
          gridTemplateColumns: { md: '1fr 1fr minmax(0, 1.4fr)' },
        }}
      >
        <Side account={one} />
        <Side account={other} />
        <Box sx={{ minWidth: 0 }}>
          <Score of={duplicate} />
          <Typography component="span" variant="body2" color="textSecondary" sx={{ marginInlineStart: 1 }}>
            {t('relink.duplicates.found')} <TimeText at={duplicate.foundAt} />
          </Typography>
          <Reasons of={duplicate} />
          <DismissedBy of={duplicate} />
          {duplicate.state === 'open' ? <DismissButton duplicate={duplicate} name={name} /> : null}
        </Box>
      </Box>
    </QueueItem>
  );
}

function Side({ account }: { account: AccountCard }) {
  const t = useTranslate();
  const logins = account.identifiers
    .filter(({ state }) => state !== 'released')
    .slice(0, SHOWN_IDENTIFIERS)
    .map(({ display }) => display);
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography sx={{ fontWeight: 700 }}>
        <RowLink to={`/accounts/${account.id}/show`}>
          <bdi>{account.maskedName}</bdi>
        </RowLink>
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {orderYears(account, t)}
      </Typography>
      <Typography variant="body2">
        <bdi>{logins.join(' · ')}</bdi>
      </Typography>
      <AccountMarks
        account={{ ...account, marks: account.marks.filter((mark) => !SAID_ALREADY.has(mark)) }}
      />
    </Box>
  );
}

const SHOWN_IDENTIFIERS = 3;
const SAID_ALREADY: ReadonlySet<string> = new Set(['likely-duplicate', 'no-orders']);
