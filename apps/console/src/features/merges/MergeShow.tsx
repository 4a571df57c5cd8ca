import type { MergeView } from '@relink/contract';
import { Alert, type AlertColor, Box, Button } from '@mui/material';
import { useEffect, useRef } from 'react';
import { Title, useAuthenticated, useTranslate } from 'react-admin';
import { Link as RouterLink, useParams } from 'react-router-dom';
import { Facts } from '../../app/Facts.tsx';
import { isolate } from '../../app/isolate.ts';
import { mergePath } from '../../app/merge-path.ts';
import { Panel } from '../../app/Panel.tsx';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';
import { usePermitted } from '../../app/useMe.ts';
import { Waiting } from '../../app/Waiting.tsx';
import { Moved } from './Moved.tsx';
import { UnderWay } from './UnderWay.tsx';
import { UndoButton } from './UndoButton.tsx';
import { UndoState } from './UndoState.tsx';
import { useMerge } from './use-merge.ts';

/** One merge: how it stands, live while it runs, then what was moved and until when it can be undone. */
export function MergeShow() {
  useAuthenticated();
  const t = useTranslate();
  const { id = '' } = useParams();
  const { data, error } = useMerge(id);
  const title = data
    ? t('relink.merges.showTitle', {
        other: isolate(data.otherName),
        survivor: isolate(data.survivorName),
      })
    : t('relink.merges.showName');
  return (
    <Box sx={{ pt: 2, maxWidth: 900 }}>
      <Title title={title} />
      {data ? null : <Waiting error={error} />}
      {data && error ? <ProblemAlert error={error} effect="" /> : null}
      {data ? (
        <>
          <State of={data} />
          <UndoState of={data} />
          {data.state === 'done' || data.state === 'undone' ? <Moved of={data} /> : null}
        </>
      ) : null}
    </Box>
  );
}

const severities: Record<MergeView['state'], AlertColor> = {
  waiting: 'info',
  queued: 'info',
  running: 'info',
  done: 'success',
  undone: 'info',
  refused: 'error',
};

function State({ of }: { of: MergeView }) {
  const t = useTranslate();
  const said = t(`relink.merges.said.${of.state}`);
  const box = useRef<HTMLDivElement>(null);
  // Where one comes from has gone: the news are where one begins.
  useEffect(() => box.current?.focus(), []);
  return (
    <Panel title={t('relink.merges.stateTitle')}>
      <Alert
        ref={box}
        tabIndex={-1}
        severity={severities[of.state]}
        role="status"
        sx={{ mb: 1.5, '&:focus-visible': { outline: '3px solid currentColor' } }}
      >
        <strong>{t(`relink.merges.states.${of.state}`)}.</strong> {said}
        {of.refusal ? <div>{refusalWords(t, of.refusal)}</div> : null}
      </Alert>
      {of.state === 'queued' || of.state === 'running' ? <UnderWay of={of.progress} label={said} /> : null}
      <MergeFacts of={of} />
      <Ways of={of} />
    </Panel>
  );
}

/** Why a merge was refused: the code of a blocker, of an approval, or of the plan. */
function refusalWords(t: ReturnType<typeof useTranslate>, code: string): string {
  return t(`relink.merges.refusals.${code}`, { _: t(`relink.merges.blockers.${code}`, { _: code }) });
}

function MergeFacts({ of }: { of: MergeView }) {
  const t = useTranslate();
  const account = (id: string, name: string) => (
    <RowLink to={`/accounts/${id}/show`}>
      <bdi>{name}</bdi>
    </RowLink>
  );
  return (
    <Facts
      of={[
        [t('relink.merges.facts.survivor'), account(of.survivorId, of.survivorName)],
        [t('relink.merges.facts.other'), account(of.otherId, of.otherName)],
        [
          t('relink.merges.facts.case'),
          of.caseId ? <RowLink to={`/cases/${of.caseId}/show`}>{of.caseReference}</RowLink> : null,
        ],
        [t('relink.merges.facts.requested'), <TimeText key="requested" at={of.requestedAt} />],
        [t('relink.merges.facts.by'), of.requestedByName],
        [t('relink.merges.facts.executed'), of.executedAt ? <TimeText at={of.executedAt} /> : null],
        [
          t('relink.merges.facts.undoUntil'),
          of.undoUntil && of.state === 'done' ? <TimeText at={of.undoUntil} /> : null,
        ],
      ]}
    />
  );
}

/** Where one goes on from here. */
function Ways({ of }: { of: MergeView }) {
  const t = useTranslate();
  const mayApprove = usePermitted('approvals.list');
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: 1, mt: 1.5 }}>
      {of.state === 'done' ? (
        <Button
          variant="outlined"
          size="small"
          component={RouterLink}
          to={`/accounts/${of.survivorId}/show${of.caseId ? `?caseId=${of.caseId}` : ''}`}
        >
          {t('relink.merges.openSurvivor')}
        </Button>
      ) : null}
      {of.caseId ? (
        <Button size="small" variant="outlined" component={RouterLink} to={`/cases/${of.caseId}/show`}>
          {t('relink.merges.backToCase')}
        </Button>
      ) : null}
      {of.state === 'refused' && of.caseId ? (
        <Button
          size="small"
          variant="outlined"
          component={RouterLink}
          to={mergePath(of.caseId, of.survivorId, of.otherId)}
        >
          {t('relink.merges.again')}
        </Button>
      ) : null}
      {of.state === 'waiting' && of.approvalId && mayApprove ? (
        <Button
          size="small"
          variant="outlined"
          component={RouterLink}
          to={`/approvals/${of.approvalId}/show`}
        >
          {t('relink.merges.openApproval')}
        </Button>
      ) : null}
      <UndoButton of={of} />
    </Box>
  );
}
