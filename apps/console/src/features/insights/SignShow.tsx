import type { SignView } from '@relink/contract';
import { Alert, Box, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Title, useTranslate } from 'react-admin';
import { useParams } from 'react-router-dom';
import { useDesk } from '../../app/dataProvider.ts';
import { Facts } from '../../app/Facts.tsx';
import { PageWaiting } from '../../app/PageWaiting.tsx';
import { Panel } from '../../app/Panel.tsx';
import { RowLink } from '../../app/RowLink.tsx';
import { showWholeDay, TimeText } from '../../app/time.tsx';
import { MarkSign } from './MarkSign.tsx';
import { SignEvents } from './SignEvents.tsx';
import { SignStateChip } from './SignStateChip.tsx';
import { wordSign, wordUsual } from './sign-words.ts';

/** One sign: who, what, how much against what is usual, since when, what somebody said of it, and the events behind it. */
export function SignShow() {
  const t = useTranslate();
  const desk = useDesk();
  const { id = '' } = useParams();
  const { data, error } = useQuery({
    queryKey: ['signs', 'one', id],
    queryFn: () => desk.read<SignView>(`signs/${id}`),
    // Each reading is an event in the audit.
    refetchOnWindowFocus: false,
    staleTime: 30_000,
  });
  if (!data) return <PageWaiting title={t('relink.signs.title')} error={error} />;
  return (
    <Box sx={{ pt: 2 }}>
      <Title title={t(`relink.signs.kinds.${data.kind}`)} />
      <Panel title={wordSign(t, data)}>
        <Typography variant="body2" sx={{ mb: 1.5 }}>
          {t(`relink.signs.meaning.${data.kind}`)}
        </Typography>
        <SignFacts of={data} />
        {data.markedAt ? (
          <Alert severity={data.state === 'incident' ? 'warning' : 'info'} role="status" sx={{ mt: 2 }}>
            {t('relink.signs.marked', {
              state: t(`relink.signs.states.${data.state}`),
              name: data.markedByName ?? '',
            })}{' '}
            <TimeText at={data.markedAt} />
            {data.note ? <div>{data.note}</div> : null}
          </Alert>
        ) : null}
        <MarkSign of={data} />
      </Panel>
      <SignEvents of={data} />
      <RowLink to="/signs">{t('relink.signs.back')}</RowLink>
    </Box>
  );
}

function SignFacts({ of }: { of: SignView }) {
  const t = useTranslate();
  const days = { from: showWholeDay(of.fromDay), to: showWholeDay(of.toDay) };
  return (
    <Facts
      of={[
        [t('relink.signs.state'), <SignStateChip key="state" state={of.state} />],
        [
          t('relink.signs.about'),
          [of.agentName, of.otherAgentName].filter((name) => name !== null).join(', '),
        ],
        [t('relink.signs.usual'), wordUsual(t, of)],
        [t('relink.signs.days'), of.fromDay === of.toDay ? days.from : t('relink.signs.daysFromTo', days)],
        [t('relink.signs.since'), <TimeText key="since" at={of.since} />],
        [t('relink.signs.last'), <TimeText key="last" at={of.lastAt} />],
        [t('relink.signs.found'), <TimeText key="found" at={of.raisedAt} />],
        [
          t('relink.audit.account'),
          of.accountId ? (
            <RowLink to={`/accounts/${of.accountId}/show`}>{t('relink.signs.account')}</RowLink>
          ) : null,
        ],
      ]}
    />
  );
}
