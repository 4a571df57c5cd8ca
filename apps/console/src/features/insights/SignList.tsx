import type { SignView } from '@relink/contract';
import { Box, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { List, TopToolbar, useListContext, useTranslate } from 'react-admin';
import { ListEmpty, ListPagination, ListTools } from '../../app/lists/index.ts';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';
import { Waiting } from '../../app/Waiting.tsx';
import { OPEN_STATES } from './NeedsYou.tsx';
import { SignStateChip } from './SignStateChip.tsx';
import { wordSign } from './sign-words.ts';

const SETTLED_STATES = ['explained', 'incident'];

/** Signs of abuse, the newest first; opened, the events behind each. */
export function SignList() {
  const t = useTranslate();
  return (
    <List<SignView>
      title={t('relink.signs.title')}
      sort={{ field: 'raisedAt', order: 'DESC' }}
      filterDefaultValues={{ state: OPEN_STATES }}
      actions={
        <TopToolbar sx={{ flexGrow: 1, justifyContent: 'flex-start', pb: 1 }}>
          <WhichSigns />
          <ListTools />
        </TopToolbar>
      }
      empty={false}
      exporter={false}
      perPage={25}
      pagination={<ListPagination />}
    >
      <Signs />
    </List>
  );
}

function useSettled(): boolean {
  const { state } = useListContext().filterValues as { state?: readonly string[] };
  return state?.includes('incident') ?? false;
}

function WhichSigns() {
  const t = useTranslate();
  const { setFilters } = useListContext();
  const settled = useSettled();
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      color="primary"
      aria-label={t('relink.signs.which')}
      value={settled}
      onChange={(_, chosen: boolean | null) =>
        chosen === null
          ? undefined
          : setFilters({ state: chosen ? SETTLED_STATES : OPEN_STATES }, undefined, false)
      }
    >
      <ToggleButton value={false}>{t('relink.signs.open')}</ToggleButton>
      <ToggleButton value>{t('relink.signs.settled')}</ToggleButton>
    </ToggleButtonGroup>
  );
}

function Signs() {
  const t = useTranslate();
  const { data = [], isPending, error } = useListContext<SignView>();
  const settled = useSettled();
  if (isPending || error) return <Waiting error={error} />;
  if (data.length === 0)
    return (
      <ListEmpty text={t(settled ? 'relink.signs.noneSettled' : 'relink.signs.none')} narrowed={false} />
    );
  return (
    <>
      <Typography variant="body2" color="textSecondary" sx={{ px: 2, pt: 2 }}>
        {t('relink.signs.intro')}
      </Typography>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {data.map((sign) => (
          <Sign key={sign.id} of={sign} />
        ))}
      </Box>
    </>
  );
}

function Sign({ of }: { of: SignView }) {
  const t = useTranslate();
  return (
    <Box component="li" sx={{ p: 2, borderBlockEnd: 1, borderColor: 'divider', overflowWrap: 'anywhere' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 0.5 }}>
        <Box sx={{ fontWeight: 700 }}>
          <RowLink to={`/signs/${of.id}/show`}>{t(`relink.signs.kinds.${of.kind}`)}</RowLink>
        </Box>
        <SignStateChip state={of.state} />
      </Box>
      <Typography variant="body2">{wordSign(t, of)}</Typography>
      <Typography variant="body2" color="textSecondary">
        {t('relink.signs.found')} <TimeText at={of.raisedAt} />
      </Typography>
    </Box>
  );
}
