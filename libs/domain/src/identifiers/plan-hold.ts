import type { AccountFacts } from '../accounts/index.ts';
import type { PendingKind } from '../cases/index.ts';
import type { Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';
import { hours, instantOf, isAhead, minutes } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';
import type { HoldReason } from './hold-reasons.ts';
import { type LoginRequest, planLoginRequest } from './login-request.ts';
import { notifiedContacts } from './notified-contacts.ts';
import type { Plan } from './plan.ts';

export type HoldPlanInput = {
  readonly account: AccountFacts;
  /** The pending login that was confirmed. */
  readonly identifierId: string;
  readonly reasons: readonly HoldReason[];
  /** Its likely duplicates, and the account that the value moves from: their contacts are told too. */
  readonly others: readonly AccountFacts[];
  readonly now: Date;
  readonly policy: Policy;
};

/**
 * Plans that a confirmed change waits for `hold.hours` or for an approval. The pending login and its claim live on past
 * the effect. Told are every contact of the account, and the contacts of its likely duplicates. Refusal: link-not-accepted
 * when nothing waits there.
 */
export function planHold(input: HoldPlanInput): Plan | Refusal {
  const { account, identifierId, reasons, others, now, policy } = input;
  const pending = account.identifiers.find(({ id }) => id === identifierId);
  if (pending?.state !== 'pending' || !isPendingKind(pending.kind)) return refuse('link-not-accepted');
  const { kind, normalised } = pending;
  const until = now.getTime() + hours(policy.numbers.hold.hours);
  const identifiers = [account, ...others].flatMap((each) => each.identifiers);
  return {
    kind: 'change-hold',
    accountId: account.id,
    securityVersions: { [account.id]: account.securityVersion },
    steps: [
      {
        do: 'hold-change',
        accountId: account.id,
        identifierId,
        kind,
        normalised,
        until: instantOf(until),
        expiresAt: instantOf(until + minutes(policy.numbers.emailClaim.lifeMinutes)),
        reasons: [...reasons],
      },
      {
        do: 'tell',
        accountId: account.id,
        template: 'change-held',
        contacts: notifiedContacts(identifiers, now, policy, [normalised]),
        ...(takesEffectByItself(reasons) && { heldUntil: instantOf(until) }),
      },
    ],
  };
}

/** Whether time alone lets a change take effect that is held for these reasons; else somebody of the shop decides. */
function takesEffectByItself(reasons: readonly HoldReason[]): boolean {
  return !reasons.includes('document-only');
}

/** Plans that a proven value waits on its new account before it moves there: nobody has to confirm it any more. */
export function planHeldMove(request: LoginRequest): Plan {
  const plan = planLoginRequest(request);
  return {
    ...plan,
    steps: plan.steps.filter((step) => step.do !== 'ask-confirmation' && step.do !== 'tell'),
  };
}

/** What a held change was judged by when it was held, and how things stand when it is due. */
export type HeldChange = {
  readonly account: AccountFacts;
  readonly heldUntil: string;
  readonly reasons: readonly HoldReason[];
  /** The security versions right after it was held, by account id. */
  readonly heldVersions: Readonly<Record<string, number>>;
  /** Every account that the effect names, as it stands now. */
  readonly accounts: readonly AccountFacts[];
  /** When its claim runs out. */
  readonly expiresAt: string;
};

/**
 * Why a held change that is due may not take effect any more by itself; null when it may. Anything that happened to its
 * accounts meanwhile makes it void: nobody looked at it again. Refusals: approval-expired for one that only a document
 * stood for, which takes a second person's yes and never the time alone, and for one that a stop of changes has kept from
 * its effect until its claim ran out; account-not-active, account-locked, approval-void.
 */
export function heldChangeRefusal(held: HeldChange, now: Date): Refusal | null {
  const { account, accounts, heldVersions, expiresAt, reasons } = held;
  if (!takesEffectByItself(reasons)) return refuse('approval-expired');
  if (!isAhead(expiresAt, now)) return refuse('approval-expired');
  if (accounts.some(({ status }) => status !== 'active')) return refuse('account-not-active');
  if (isAhead(account.lockedUntil, now)) return refuse('account-locked');
  const moved = accounts.some(({ id, securityVersion }) => heldVersions[id] !== securityVersion);
  return moved ? refuse('approval-void') : null;
}

function isPendingKind(kind: string): kind is PendingKind {
  return kind === 'email' || kind === 'phone';
}
