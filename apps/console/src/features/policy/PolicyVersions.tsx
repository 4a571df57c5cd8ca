import type { PolicyVersionView } from '@relink/contract';
import { Box, Button, Chip, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import { Facts } from '../../app/Facts.tsx';
import { Panel } from '../../app/Panel.tsx';
import { TimeText } from '../../app/time.tsx';
import { Waiting } from '../../app/Waiting.tsx';
import { Differences } from './Differences.tsx';

const PER_PAGE = 5;

/** Every version, the newest first: who set it, when, why, from when, and what it changed. */
export function PolicyVersions() {
  const t = useTranslate();
  const [page, setPage] = useState(1);
  const {
    data,
    error,
    total = 0,
  } = useGetList<PolicyVersionView>('policy-versions', {
    pagination: { page, perPage: PER_PAGE },
    sort: { field: 'id', order: 'DESC' },
    filter: {},
  });
  return (
    <Panel title={t('relink.policy.versions')}>
      {data ? data.map((each) => <Version key={each.id} of={each} />) : <Waiting error={error} />}
      {total > PER_PAGE ? (
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Button disabled={page === 1} onClick={() => setPage(page - 1)}>
            {t('relink.policy.newer')}
          </Button>
          <Button disabled={page * PER_PAGE >= total} onClick={() => setPage(page + 1)}>
            {t('relink.policy.older')}
          </Button>
        </Box>
      ) : null}
    </Panel>
  );
}

function Version({ of }: { of: PolicyVersionView }) {
  const t = useTranslate();
  const name = t('relink.policy.version', { version: of.id });
  return (
    <Box
      component="article"
      aria-label={name}
      sx={{ overflowWrap: 'anywhere', '& + &': { mt: 2, pt: 2, borderTop: 1, borderColor: 'divider' } }}
    >
      <Typography component="h3" variant="h3" sx={{ mb: 0.5 }}>
        {name}, {t(`relink.policy.presets.${of.preset}`)}{' '}
        <Chip
          size="small"
          variant="outlined"
          color={of.state === 'in-force' ? 'success' : of.state === 'coming' ? 'info' : 'default'}
          label={t(`relink.policy.states.${of.state}`)}
        />
      </Typography>
      <Facts
        of={[
          [t('relink.policy.from'), <TimeText key="from" at={of.inForceFrom} />],
          [t('relink.policy.setBy'), of.setBy ?? t('relink.policy.builtIn')],
          [t('relink.policy.written'), <TimeText key="written" at={of.createdAt} />],
          [t('relink.policy.why'), of.reason],
        ]}
      />
      {of.differences.length > 0 ? (
        <Differences of={of.differences} label={t('relink.policy.changes')} />
      ) : (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
          {t(of.id === 1 ? 'relink.policy.first' : 'relink.policy.noChanges')}
        </Typography>
      )}
    </Box>
  );
}
