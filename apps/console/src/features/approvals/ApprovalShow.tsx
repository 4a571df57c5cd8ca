import type { ApprovalView } from '@relink/contract';
import { Alert, Box, Stack, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Title, useTranslate } from 'react-admin';
import { useParams } from 'react-router-dom';
import { useDesk } from '../../app/dataProvider.ts';
import { Facts } from '../../app/Facts.tsx';
import { PageWaiting } from '../../app/PageWaiting.tsx';
import { Panel } from '../../app/Panel.tsx';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';
import { ErasurePlan } from '../erasure/index.ts';
import { MergePlan } from '../merges/index.ts';
import { ApprovalEvidence } from './ApprovalEvidence.tsx';
import { ApprovalPlan } from './ApprovalPlan.tsx';
import { DecideButtons } from './DecideButtons.tsx';
import { riskLines } from './risk-words.ts';
import { whatItIs } from './what-it-is.ts';

/** What is put before a supervisor anew, with the plan of today, once its accounts have moved. */
const ASKED_ANEW: ReadonlySet<ApprovalView['kind']> = new Set(['held-change', 'reversal']);

/** One approval: what would be done, why it waits, what was proven, and the decision. */
export function ApprovalShow() {
  const t = useTranslate();
  const desk = useDesk();
  const { id = '' } = useParams();
  const { data, error } = useQuery({
    queryKey: ['approvals', 'one', id],
    queryFn: () => desk.read<ApprovalView>(`approvals/${id}`),
    // Each reading is an event in the audit.
    refetchOnWindowFocus: false,
    staleTime: 30_000,
  });
  if (!data) return <PageWaiting title={t('relink.approvals.name')} error={error} />;
  return (
    <Box sx={{ pt: 2 }}>
      <Title title={t('relink.approvals.title', { kind: whatItIs(data, t) })} />
      <Box
        sx={{ display: 'grid', gridTemplateColumns: { md: '1fr 1fr' }, columnGap: 2, alignItems: 'start' }}
      >
        <Panel title={whatItIs(data, t)}>
          <ApprovalFacts of={data} />
          <State of={data} />
          <DecideButtons of={data} />
        </Panel>
        {/* No case leads to an erasure, and nobody calls for it. */}
        {data.erasure ? null : <ApprovalEvidence of={data} />}
      </Box>
      {data.erasure?.plan ? (
        <Panel title={t('relink.erasure.plan')}>
          <ErasurePlan of={data.erasure.plan} />
        </Panel>
      ) : null}
      {data.merge ? <MergePlan of={data.merge} /> : <ApprovalPlan of={data} />}
      <RowLink to="/approvals">{t('relink.approvals.back')}</RowLink>
    </Box>
  );
}

function ApprovalFacts({ of }: { of: ApprovalView }) {
  const t = useTranslate();
  const waits = of.state === 'waiting';
  return (
    <Facts
      of={[
        [
          t('relink.approvals.account'),
          of.erasure ? (
            <RowLink to={`/accounts/${of.accountId}/show`}>{of.accountName}</RowLink>
          ) : (
            <bdi key="name">{of.accountName}</bdi>
          ),
        ],
        [t('relink.approvals.other'), of.otherName ? <bdi key="other">{of.otherName}</bdi> : null],
        [
          t('relink.approvals.case'),
          of.caseId ? <RowLink to={`/cases/${of.caseId}/show`}>{of.caseReference}</RowLink> : null,
        ],
        [t('relink.approvals.since'), <TimeText key="since" at={of.requestedAt} />],
        [t('relink.approvals.requestedBy'), of.requestedByName ?? t('relink.approvals.byCustomer')],
        [t('relink.approvals.why'), of.holdReasons.length + of.risks.length > 0 ? <Why of={of} /> : null],
        [t('relink.common.reason'), of.erasure?.reason],
        [
          t('relink.approvals.opposedBy'),
          of.objections.length > 0 ? of.objections.map(({ display }) => display).join(', ') : null,
        ],
        [
          t(`relink.approvals.${of.holdReasons.includes('document-only') ? 'lapsesAt' : 'heldUntil'}`),
          waits && of.heldUntil ? <TimeText at={of.heldUntil} /> : null,
        ],
        [t('relink.approvals.expires'), waits && of.expiresAt ? <TimeText at={of.expiresAt} /> : null],
      ]}
    />
  );
}

/** Why it waits, one below the other. */
function Why({ of }: { of: ApprovalView }) {
  const t = useTranslate();
  const lines = [
    ...of.holdReasons.map((reason) => t(`relink.approvals.reasons.${reason}`)),
    ...riskLines(of, t),
  ];
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </Box>
  );
}

function State({ of }: { of: ApprovalView }) {
  const t = useTranslate();
  if (of.state !== 'waiting') {
    const state = t(`relink.approvals.states.${of.state}`);
    return (
      <Alert severity="info" role="status" sx={{ my: 1 }}>
        {of.decidedByName ? t('relink.approvals.decidedBy', { state, name: of.decidedByName }) : state}
        {of.decisionReason ? <div>{of.decisionReason}</div> : null}
      </Alert>
    );
  }
  return (
    <Stack sx={{ my: 1 }} spacing={1}>
      {of.kind === 'reversal' ? (
        <Typography variant="body2">{t('relink.approvals.untilDecided')}</Typography>
      ) : null}
      {of.notPossible ? (
        <Alert severity="warning">
          {t('relink.approvals.notPossible', {
            why: t(`relink.approvals.whyNot.${of.notPossible}`, { _: of.notPossible }),
          })}
        </Alert>
      ) : null}
      {!of.current && !of.notPossible ? (
        <Alert severity="warning">
          {t(`relink.approvals.${ASKED_ANEW.has(of.kind) ? 'notCurrent' : 'notCurrentVoid'}`)}
        </Alert>
      ) : null}
    </Stack>
  );
}
