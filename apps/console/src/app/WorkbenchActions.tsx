import type { CaseAccountView, IdentifierView } from '@relink/contract';
import { Alert, Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useAccountPage } from '../features/accounts/index.ts';
import {
  CloseCaseButton,
  EmailLostButton,
  useCase,
  useCaseAccounts,
  useVerdict,
  VerdictText,
} from '../features/cases/index.ts';
import { WayBackIn } from '../features/credentials/index.ts';
import { CaseDocuments } from '../features/documents/index.ts';
import { GiveLogin } from '../features/identifiers/index.ts';
import { MergeButton, MergeLater } from '../features/merges/index.ts';
import {
  AssuranceBadge,
  ChallengeList,
  EvidenceForm,
  LiftLockButton,
  Rounds,
  SendCodes,
} from '../features/verification/index.ts';
import { Panel } from './Panel.tsx';
import { Step } from './Step.tsx';
import { StepSay } from './StepSay.tsx';
import { showInstant } from './time.tsx';

/** What may be done about each account, drawn from the server's allowedActions alone. */
export function WorkbenchActions() {
  const accounts = useCaseAccounts();
  const { allowedActions, own, state } = useCase();
  const t = useTranslate();
  if (state === 'closed') return <History notice={t('relink.workbench.closed')} />;
  if (!own) return <History notice={t('relink.workbench.foreign')} />;
  const [first] = allowedActions.filter(({ action }) => action === 'send-evidence-round');
  return (
    <>
      <MergeLater />
      {accounts.map((account) => (
        <AccountActions key={account.accountId} account={account} />
      ))}
      {first && first.accountId === null ? (
        <Panel title={t('relink.verification.round')} level={3}>
          <StepSay />
          <VerdictText verdict={first} />
          <CloseCaseButton />
        </Panel>
      ) : null}
    </>
  );
}

/** What stays in sight where nothing can be changed: what was proven, what was sent, and a lock. */
function History({ notice }: { notice: string }) {
  const t = useTranslate();
  const accounts = useCaseAccounts();
  return (
    <>
      <Alert severity="info" role="presentation" sx={{ mb: 2 }}>
        {notice}
      </Alert>
      {accounts.map((account) => (
        <Panel key={account.accountId} title={t(`relink.enums.accountRole.${account.role}`)} level={3}>
          {account.role === 'claimed' ? <AssuranceBadge account={account} /> : null}
          <Lock account={account} />
          <Rounds account={account} />
          <ChallengeList accountId={account.accountId} />
        </Panel>
      ))}
    </>
  );
}

function Lock({ account: { accountId, lockedUntil, lock } }: { account: CaseAccountView }) {
  const t = useTranslate();
  return (
    <>
      {lockedUntil ? (
        <Alert severity="error" role="presentation">
          {t('relink.accounts.lockedUntil', { at: showInstant(lock?.until ?? lockedUntil) })}
          {lock ? `: ${t(`relink.accounts.lockKind.${lock.kind}`)}` : null}
        </Alert>
      ) : null}
      <LiftLockButton accountId={accountId} locked={lockedUntil !== null} />
    </>
  );
}

function AccountActions({ account }: { account: CaseAccountView }) {
  const t = useTranslate();
  const { data } = useAccountPage(useCase(), account);
  const identifiers = data?.identifiers ?? [];
  const name = data?.maskedName ?? '…';
  const title = t(`relink.workbench.${account.role}`, { name });
  // There is something at stake on it: a merge without a second person needs it proven.
  const asks = useVerdict('send-evidence-round', account.accountId) !== undefined;
  if (account.role === 'claimed')
    return (
      <Panel title={title} level={3}>
        <ClaimedActions account={account} identifiers={identifiers} />
      </Panel>
    );
  return (
    <Panel title={title} level={3}>
      {asks ? <AssuranceBadge account={account} /> : null}
      <Lock account={account} />
      <EvidenceForm account={account} />
      <SendCodes account={account} identifiers={identifiers} />
      <CaseDocuments account={account} identifiers={identifiers} />
      <Typography variant="body2" color="textSecondary">
        {t(asks ? 'relink.workbench.duplicateAtStake' : 'relink.workbench.duplicateHelp')}
      </Typography>
      <MergeButton otherId={account.accountId} />
    </Panel>
  );
}

type ClaimedProps = { account: CaseAccountView; identifiers: readonly IdentifierView[] };

const IN_EFFECT: ReadonlySet<string> = new Set(['identifier.email-effective', 'identifier.phone-effective']);

/** The steps of the recovery, in order. */
function ClaimedActions({ account, identifiers }: ClaimedProps) {
  const t = useTranslate();
  const { timeline, challenges } = useCase();
  const sent = challenges
    .filter(
      ({ accountId, purpose, state }) =>
        accountId === account.accountId && purpose === 'password-reset' && state === 'sent',
    )
    .toSorted((one, other) => one.sentAt.localeCompare(other.sentAt))
    .at(-1);
  const changed = timeline.some(({ action }) => IN_EFFECT.has(action));
  const login = identifiers.find(
    ({ kind, use, state }) => kind === 'email' && use === 'login' && state === 'verified',
  );
  const hasEmailLogin = identifiers.some(({ kind, use }) => kind === 'email' && use === 'login');
  return (
    <>
      <AssuranceBadge account={account} />
      <Lock account={account} />
      <StepSay />
      <Step name="round" result={t('relink.verification.enough')}>
        <EvidenceForm account={account} />
      </Step>
      <Step name="code" result={t('relink.enums.challengeState.passed')}>
        <SendCodes account={account} identifiers={identifiers} />
      </Step>
      <CaseDocuments account={account} identifiers={identifiers} />
      <Step
        name="contact"
        skipped={!changed}
        result={login ? t('relink.steps.loginNow', { display: login.display }) : undefined}
      >
        <GiveLogin account={account} kind="email" />
        <GiveLogin account={account} kind="phone" />
      </Step>
      <Step
        name="way-back"
        result={sent ? t('relink.credentials.resetLinkSent', { at: showInstant(sent.expiresAt) }) : undefined}
      >
        <WayBackIn account={account} identifiers={identifiers} />
        {hasEmailLogin ? <EmailLostButton account={account} /> : null}
      </Step>
      <Box sx={{ mt: 2 }}>
        <CloseCaseButton />
      </Box>
    </>
  );
}
