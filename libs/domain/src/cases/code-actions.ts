import { type AccountFacts, emailLogins, nothingAtStake } from '../accounts/index.ts';
import type { ProblemCode, Refusal } from '../errors/codes.ts';
import { isRefusal } from '../errors/refusal.ts';
import type { IdentifierFacts } from '../identifiers/index.ts';
import { type ChallengePurpose, codeDestination, codeSendLimits } from '../verification/index.ts';
import { missingFreedom, missingUnlocked } from './account-lacks.ts';
import { type ActionVerdict, type Missing, missing, verdictFrom } from './action.ts';
import { type ActionSituation, missingForAccount } from './action-situation.ts';
import type { CaseAccountRole } from './case.ts';

/**
 * Codes to contacts of an account. A claimed account's contacts get the code that proves it, as do those of a duplicate with
 * something at stake; a duplicate's e-mail gets the code that moves it.
 */
export function codeActions(
  account: AccountFacts,
  role: CaseAccountRole,
  situation: ActionSituation,
): ActionVerdict[] {
  const { now, policy } = situation;
  const proves = role === 'claimed' || !nothingAtStake(account);
  const work = [
    ...missingForAccount(account, situation),
    ...missingUnlocked(account, situation),
    ...missingFreedom(situation),
  ];
  const moves = role === 'duplicate' ? emailLogins(account) : [];
  const offered = (proves ? account.identifiers : moves).filter(canBeOffered);
  if (role === 'claimed' && !offered.some((identifier) => isUsable(identifier, account, situation)))
    return [noContactLeft(account, work)];
  const purposesOf = (identifier: IdentifierFacts): ChallengePurpose[] => [
    ...(moves.includes(identifier) ? (['identifier-move'] as const) : []),
    ...(proves ? (['evidence'] as const) : []),
    ...(proves && policy.rules.spokenCodes ? (['spoken'] as const) : []),
  ];
  return offered.flatMap((identifier) => {
    const destination = codeDestination(identifier, account, now, policy);
    const unusable = isRefusal(destination) ? [missing(lackingFor(destination))] : [];
    return purposesOf(identifier).map((each) =>
      verdictFrom(
        { action: 'send-code', accountId: account.id, identifierId: identifier.id, purpose: each },
        [...work, ...unusable, ...missingCodeLimit(identifier, each, situation)],
      ),
    );
  });
}

/** Stands for every code: said outright rather than by an empty list. */
function noContactLeft(account: AccountFacts, work: readonly Missing[]): ActionVerdict {
  return verdictFrom({ action: 'send-code', accountId: account.id, purpose: 'evidence' }, [
    ...work,
    missing('contact-left'),
  ]);
}

/** Whether a code could reach the contact today or, once it is no longer fresh, later. */
function isUsable(
  identifier: IdentifierFacts,
  account: AccountFacts,
  { now, policy }: ActionSituation,
): boolean {
  const destination = codeDestination(identifier, account, now, policy);
  return !isRefusal(destination) || destination.code === 'contact-fresh';
}

/** Contacts never get a code, and of the released ones only a phone that was taken; showing them would mislead. */
function canBeOffered({ kind, use, state, releaseReason }: IdentifierFacts): boolean {
  const sendable = (kind === 'email' || kind === 'phone') && (use === 'login' || use === 'recovery');
  return sendable && (state === 'verified' || (kind === 'phone' && releaseReason === 'taken'));
}

function lackingFor({ code }: Refusal): 'account-active' | 'contact-tenured' | 'contact-usable' {
  const lacking: Partial<Record<ProblemCode, 'account-active' | 'contact-tenured'>> = {
    'account-not-active': 'account-active',
    'contact-fresh': 'contact-tenured',
  };
  return lacking[code] ?? 'contact-usable';
}

/** Room for another code to this destination for this purpose. */
export function missingCodeLimit(
  { accountId, normalised }: Pick<IdentifierFacts, 'accountId' | 'normalised'>,
  purpose: ChallengePurpose,
  { codesSent, now, policy }: ActionSituation,
): Missing[] {
  const sent = {
    sentAt: codesSent
      .filter((code) => code.destination === normalised && code.purpose === purpose)
      .map(({ at }) => at),
    sentForAccount: codesSent.filter((code) => code.accountId === accountId).map(({ at }) => at),
  };
  const refusal = codeSendLimits(sent, now, policy);
  if (refusal === null) return [];
  const retryAt = refusal.details?.['retryAt'];
  const code = refusal.code === 'code-too-soon' ? 'code-pause' : 'code-limit';
  return [missing(code, typeof retryAt === 'string' ? retryAt : null)];
}
