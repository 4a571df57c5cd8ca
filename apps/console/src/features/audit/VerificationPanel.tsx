import type { AuditStreamView, AuditVerificationState } from '@relink/contract';
import { Alert, Box, Button, LinearProgress, Link } from '@mui/material';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { useDesk } from '../../app/dataProvider.ts';
import { Facts } from '../../app/Facts.tsx';
import { Folded } from '../../app/Folded.tsx';
import { Panel } from '../../app/Panel.tsx';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { showInstant } from '../../app/time.tsx';
import { usePermitted } from '../../app/useMe.ts';

type Of = { of: AuditVerificationState };

const EVERY_MS = 2_000;
const KEY = ['audit-verification'];

/** When the log was last verified as a whole, up to which checkpoint, and with what result; and how it leaves the desk. */
export function VerificationPanel() {
  const t = useTranslate();
  const desk = useDesk();
  const mayExport = usePermitted('audit.export');
  const { data, error } = useQuery({
    queryKey: KEY,
    queryFn: () => desk.read<AuditVerificationState>('audit-verification'),
    refetchInterval: ({ state }) => (state.data?.lastRun?.outcome === 'running' ? EVERY_MS : false),
  });
  const { data: stream } = useQuery({
    queryKey: ['audit-stream'],
    queryFn: () => desk.read<AuditStreamView>('audit-stream'),
  });
  return (
    <Panel title={t('relink.audit.verification.title')}>
      {error ? <ProblemAlert error={error} effect="" /> : null}
      {data?.broken ? (
        <Alert severity="error" variant="filled" sx={{ mb: 1 }}>
          {t('relink.audit.verification.stopped', { why: data.broken })}
        </Alert>
      ) : null}
      {data ? <Outcome of={data} /> : null}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, mt: 1 }}>
        <VerifyNow running={data?.lastRun?.outcome === 'running'} />
        {mayExport ? (
          <Link component={RouterLink} to="/audit-exports">
            {t('relink.audit.verification.exports')}
          </Link>
        ) : null}
      </Box>
      {data ? <Details of={data} stream={stream} /> : null}
    </Panel>
  );
}

function VerifyNow({ running }: { running: boolean }) {
  const t = useTranslate();
  const desk = useDesk();
  const queries = useQueryClient();
  const permitted = usePermitted('audit.verify');
  const start = useMutation({
    mutationFn: () => desk.send<unknown>('audit-verifications', {}),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
  if (!permitted) return null;
  return (
    <>
      <Button variant="outlined" loading={start.isPending} disabled={running} onClick={() => start.mutate()}>
        {t('relink.audit.verification.start')}
      </Button>
      {start.error ? <ProblemAlert error={start.error} /> : null}
    </>
  );
}

function Outcome({ of: { lastRun } }: Of) {
  const t = useTranslate();
  if (!lastRun) return <Alert severity="warning">{t('relink.audit.verification.never')}</Alert>;
  const count = (number: number) => number.toLocaleString('en-GB');
  const at = showInstant(lastRun.at);
  if (lastRun.outcome === 'running') {
    const progress = t('relink.audit.verification.running', {
      done: count(lastRun.done),
      of: count(lastRun.size),
    });
    return (
      <Box role="status">
        {progress}
        <LinearProgress
          aria-label={progress}
          variant={lastRun.size > 0 ? 'determinate' : 'indeterminate'}
          value={Math.min(100, (lastRun.done / Math.max(lastRun.size, 1)) * 100)}
        />
      </Box>
    );
  }
  if (lastRun.outcome === 'failed')
    return (
      <Alert severity="warning">
        {t(`relink.audit.verification.${lastRun.finishedAt === null ? 'left' : 'failed'}`, { at })}
      </Alert>
    );
  if (lastRun.outcome === 'broken')
    return (
      <Alert severity="error" variant="filled">
        {t('relink.audit.verification.broken', { at })}
        <Faults of={lastRun} />
      </Alert>
    );
  return (
    <Alert severity="success">
      {t('relink.audit.verification.sound', {
        at,
        size: count(lastRun.size),
        checkpoint: count(lastRun.checkpointSize),
      })}{' '}
      {lastRun.expiredBodies > 0
        ? t('relink.audit.verification.expired', { smart_count: lastRun.expiredBodies })
        : null}
    </Alert>
  );
}

function Faults({ of: { faults, faultCount } }: { of: NonNullable<AuditVerificationState['lastRun']> }) {
  const t = useTranslate();
  return (
    <>
      <Box component="ul" sx={{ m: 0, mt: 1, paddingInlineStart: 2.5, overflowWrap: 'anywhere' }}>
        {faults.map(({ kind, sentence, seq, eventId }) => (
          <li key={`${kind} ${String(seq)} ${eventId ?? ''}`}>{sentence}</li>
        ))}
      </Box>
      {faultCount > faults.length
        ? t('relink.audit.verification.moreFaults', { count: faultCount - faults.length })
        : null}
    </>
  );
}

function Details({ of, stream }: { of: AuditVerificationState; stream: AuditStreamView | undefined }) {
  const t = useTranslate();
  const { checkpoint, verifierKey, witness } = of;
  const facts: (readonly [string, ReactNode])[] = [
    [
      t('relink.audit.verification.checkpoint'),
      checkpoint
        ? t('relink.audit.verification.checkpointOver', {
            size: checkpoint.size.toLocaleString('en-GB'),
            at: showInstant(checkpoint.at),
          })
        : t('relink.audit.verification.noCheckpoint'),
    ],
    [
      t('relink.audit.verification.witness'),
      witness.kind === null
        ? t('relink.audit.verification.witnessNone')
        : t('relink.audit.verification.witnessHas', {
            size: witness.size.toLocaleString('en-GB'),
            waiting: witness.waiting,
          }),
    ],
    [t('relink.audit.verification.key'), verifierKey ? <code key="key">{verifierKey}</code> : null],
    [t('relink.audit.verification.stream'), stream ? <Stream key="stream" of={stream} /> : null],
  ];
  return (
    <Folded label={t('relink.audit.details')}>
      <Facts of={facts} />
    </Folded>
  );
}

function Stream({ of }: { of: AuditStreamView }) {
  const t = useTranslate();
  const { configured, behind, behindSeconds, failingSince, lastError } = of;
  if (!configured) return t('relink.audit.verification.streamNone');
  if (failingSince)
    return t('relink.audit.verification.streamFailing', {
      at: showInstant(failingSince),
      error: lastError ?? '',
      behind: behind.toLocaleString('en-GB'),
    });
  return behind === 0
    ? t('relink.audit.verification.streamUpToDate')
    : t('relink.audit.verification.streamBehind', {
        behind: behind.toLocaleString('en-GB'),
        minutes: Math.round(behindSeconds / 60),
      });
}
