import type {
  ActionVerdictView,
  CaseAccountView,
  IdentifierView,
  SendChallengeRequest,
} from '@relink/contract';
import { useTranslate } from 'react-admin';
import { StepPart } from '../../app/StepPart.tsx';
import { SendToContact, useVerdicts } from '../cases/index.ts';
import { ChallengeList } from './ChallengeList.tsx';

const CODE_KEYS = ['c'];
const SPOKEN_KEYS = ['s'];

type Props = { account: CaseAccountView; identifiers: readonly IdentifierView[] };

/** A code to each contact that the server speaks of, and what became of the codes. */
export function SendCodes({ account, identifiers }: Props) {
  const t = useTranslate();
  const verdicts = useVerdicts('send-code', account.accountId);
  if (verdicts.length === 0) return null;
  // Of several contacts, the keys stand for the first that may be used.
  const firstOf = (purpose: ActionVerdictView['purpose']) => {
    const of = verdicts.filter((each) => each.purpose === purpose);
    return of.find(({ allowed }) => allowed) ?? of[0];
  };
  const keysOf = (verdict: ActionVerdictView) =>
    account.role === 'claimed' && verdict === firstOf(verdict.purpose)
      ? verdict.purpose === 'spoken'
        ? SPOKEN_KEYS
        : CODE_KEYS
      : undefined;
  return (
    <StepPart title={t('relink.verification.codes')}>
      {verdicts.map((verdict) => (
        <SendCode
          key={`${verdict.identifierId ?? 'none'} ${verdict.purpose ?? ''}`}
          account={account}
          verdict={verdict}
          keys={keysOf(verdict)}
          identifier={identifiers.find(({ id: each }) => each === verdict.identifierId)}
        />
      ))}
      <ChallengeList accountId={account.accountId} />
    </StepPart>
  );
}

type OneProps = {
  account: CaseAccountView;
  verdict: ActionVerdictView;
  keys: readonly string[] | undefined;
  identifier: IdentifierView | undefined;
};

function SendCode({ account, verdict, keys, identifier }: OneProps) {
  const t = useTranslate();
  const { identifierId, purpose } = verdict;
  const { accountId } = account;
  return (
    <SendToContact<SendChallengeRequest>
      verdict={verdict}
      label={t(`relink.verification.${labelOf(account, purpose)}`, { to: identifier?.display ?? '…' })}
      path="challenges"
      body={identifierId && isSendable(purpose) ? { accountId, identifierId, purpose } : undefined}
      group="verification"
      keys={keys}
      act={keys === CODE_KEYS ? 'code' : null}
    />
  );
}

/** A duplicate may get a code that moves its e-mail, and one that proves it. */
function labelOf({ role }: CaseAccountView, purpose: ActionVerdictView['purpose']): string {
  if (purpose === 'spoken') return 'sendSpoken';
  return role === 'duplicate' && purpose === 'evidence' ? 'sendEvidence' : 'sendCode';
}

function isSendable(purpose: ActionVerdictView['purpose']): purpose is SendChallengeRequest['purpose'] {
  return purpose === 'evidence' || purpose === 'spoken' || purpose === 'identifier-move';
}
