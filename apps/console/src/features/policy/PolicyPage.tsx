import type { PolicyResponse } from '@relink/contract';
import { Box, Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Title, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { useDesk } from '../../app/dataProvider.ts';
import { Facts } from '../../app/Facts.tsx';
import { Panel } from '../../app/Panel.tsx';
import { usePermitted } from '../../app/useMe.ts';
import { Waiting } from '../../app/Waiting.tsx';
import { Looser } from './Looser.tsx';
import { NumbersTable } from './NumbersTable.tsx';
import { PolicyVersions } from './PolicyVersions.tsx';
import { TheSwitch } from './TheSwitch.tsx';
import { Ways } from './Ways.tsx';

/** The policy in force in words and tables, its versions, and the switch. */
export function PolicyPage() {
  const t = useTranslate();
  const desk = useDesk();
  const { data, error } = useQuery({
    queryKey: ['policy'],
    queryFn: () => desk.read<PolicyResponse>('policy'),
  });
  return (
    <Box sx={{ pt: 2 }}>
      <Title title={t('relink.policy.title')} />
      {data ? <InForce policy={data} /> : <Waiting error={error} />}
    </Box>
  );
}

function InForce({ policy }: { policy: PolicyResponse }) {
  const t = useTranslate();
  const manages = usePermitted('policy.manage');
  const preset = t(`relink.policy.presets.${policy.preset}`);
  const columns = { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' };
  return (
    <Box sx={{ display: 'grid', columnGap: 2, alignItems: 'start', gridTemplateColumns: columns }}>
      <Box sx={{ minWidth: 0 }}>
        <Panel title={t('relink.policy.inForce', { version: policy.version, preset })}>
          <Typography variant="body2" sx={{ mb: 1 }}>
            {t(`relink.policy.presetMeaning.${policy.preset}`)}
          </Typography>
          <Looser of={policy} />
          {manages ? (
            <Button variant="contained" component={RouterLink} to="/policy/next">
              {t('relink.policy.write')}
            </Button>
          ) : null}
        </Panel>
        <Panel title={t('relink.policy.ways')}>
          <Typography variant="body2">{t('relink.policy.waysIntro')}</Typography>
          <Ways of={policy.assurance} />
        </Panel>
        <Rules policy={policy} />
        <TheSwitch />
        <PolicyVersions />
      </Box>
      <Panel title={t('relink.policy.numbersTitle')}>
        <NumbersTable policy={policy} />
      </Panel>
    </Box>
  );
}

function Rules({ policy: { rules } }: { policy: PolicyResponse }) {
  const t = useTranslate();
  return (
    <Panel title={t('relink.policy.rules')}>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {t(rules.spokenCodes ? 'relink.policy.spokenYes' : 'relink.policy.spokenNo')}
      </Typography>
      <Typography component="h3" variant="h3" sx={{ mb: 0.5 }}>
        {t('relink.policy.highValue')}
      </Typography>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {t('relink.policy.highValueIntro')}
      </Typography>
      <Facts
        of={Object.entries(rules.highValue).map(([currency, amount]) => [
          currency,
          amount.toLocaleString('en-GB'),
        ])}
      />
    </Panel>
  );
}
