import type { CaseAccountView } from '@relink/contract';
import { Alert, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useAccountPage } from '../features/accounts/index.ts';
import { EmailLostButton, useCase, useCaseAccounts, VerdictText } from '../features/cases/index.ts';
import { WayBackIn } from '../features/credentials/index.ts';
import { GiveLogin } from '../features/identifiers/index.ts';
import {
  AssuranceBadge,
  ChallengeList,
  EvidenceForm,
  LiftLockButton,
  Rounds,
  SendCodes,
} from '../features/verification/index.ts';
import { Panel } from './Panel.tsx';
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
      {accounts.map((account) => (
        <AccountActions key={account.accountId} account={account} />
      ))}
      {first && first.accountId === null ? (
        <Panel title={t('relink.verification.round')} level={3}>
          <VerdictText verdict={first} />
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
  const { role } = account;
  const hasEmailLogin = identifiers.some(({ kind, use }) => kind === 'email' && use === 'login');
  return (
    <Panel title={t(`relink.workbench.${role}`, { name })} level={3}>
      {role === 'claimed' ? <AssuranceBadge account={account} /> : null}
      <Lock account={account} />
      {role === 'claimed' ? <EvidenceForm account={account} /> : null}
      <SendCodes account={account} identifiers={identifiers} />
      {role === 'claimed' ? (
        <>
          <GiveLogin account={account} kind="email" />
          <GiveLogin account={account} kind="phone" />
          <WayBackIn account={account} identifiers={identifiers} />
          {hasEmailLogin ? <EmailLostButton account={account} /> : null}
        </>
      ) : (
        <Typography variant="body2" color="textSecondary">
          {t('relink.workbench.duplicateHelp')}
        </Typography>
      )}
    </Panel>
  );
}
