import type { AccountFacts } from '../accounts/index.ts';
import type { PendingKind } from '../cases/index.ts';
import type { Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';
import { epoch } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';
import type { IdentifierFacts, ReleaseReason } from './identifier.ts';
import { notifiedContacts } from './notified-contacts.ts';
import type { Plan, PlanStep } from './plan.ts';

export type ReversalInput = {
  readonly account: AccountFacts;
  /** The change that is opposed; null where a new password is. */
  readonly change: { readonly kind: PendingKind; readonly effectiveAt: string } | null;
  /** Other accounts that gave an identifier to this one since then. */
  readonly givers: readonly AccountFacts[];
  /** Values of the change's kind that sign in to accounts other than those above. */
  readonly takenElsewhere: readonly string[];
  readonly now: Date;
  readonly policy: Policy;
};

/** An identifier that left by a change and can come back by its reversal. */
const UNDONE: readonly ReleaseReason[] = ['replaced', 'taken', 'moved-to-claimed-account'];

/**
 * Plans that an account's logins become again what they were before a change: what came to it since then is released, and
 * what had to give way comes back where it is still free, also to an account that gave it. In any case the password and
 * the sessions of the account end, so that only who holds a contact on file can set a new one.
 *
 * Refusals: account-not-active; reversal-not-possible when the logins already are as they were.
 */
export function planReversal(input: ReversalInput): Plan | Refusal {
  const { account, givers, now, policy } = input;
  if (account.status !== 'active') return refuse('account-not-active', { accountId: account.id });
  const undone = input.change === null ? [] : undo(input, input.change);
  if (input.change !== null && undone.length === 0) return refuse('reversal-not-possible');
  const touched = new Set(undone.map(({ accountId }) => accountId));
  const named = [account, ...givers.filter(({ id }) => touched.has(id))];
  return {
    kind: 'change-reversal',
    accountId: account.id,
    securityVersions: Object.fromEntries(named.map(({ id, securityVersion }) => [id, securityVersion])),
    steps: [
      ...undone,
      { do: 'end-access', accountId: account.id },
      {
        do: 'tell',
        accountId: account.id,
        template: 'change-reversed',
        contacts: notifiedContacts(account.identifiers, now, policy, []),
      },
    ],
  };
}

function undo(
  { account, givers, takenElsewhere }: ReversalInput,
  { kind, effectiveAt }: NonNullable<ReversalInput['change']>,
): PlanStep[] {
  const from = epoch(effectiveAt);
  const ofKind = (facts: AccountFacts) => facts.identifiers.filter((each) => each.kind === kind);
  const came = ofKind(account).filter(
    ({ state, use, linkedSince }) =>
      state === 'verified' && use === 'login' && linkedSince !== null && epoch(linkedSince) >= from,
  );
  const back = [account, ...givers.filter(({ status }) => status === 'active')].flatMap((owner) =>
    ofKind(owner)
      .filter((each) => leftSince(each, from) && (owner === account || each.takenByAccountId === account.id))
      .filter((each) => cameBefore(each, from) && !takenElsewhere.includes(each.normalised))
      .filter((each) => !isThere(owner, each)),
  );
  const values = new Set<string>();
  // Of two accounts that both had a value, the one that had it last is its giver; each value comes back once.
  const restored = [...back].sort(latestFirst).filter(({ normalised, use }) => {
    if (use !== 'login') return true;
    if (values.has(normalised)) return false;
    values.add(normalised);
    return true;
  });
  return [
    ...came.flatMap(({ id, accountId }): PlanStep[] => [
      {
        do: 'release-identifier',
        accountId,
        identifierId: id,
        reason: 'reversed',
        takenByAccountId: null,
      },
      { do: 'settle-change', accountId, identifierId: id, state: 'reversed' },
    ]),
    ...restored.map(({ id, accountId, normalised }): PlanStep => {
      return { do: 'restore-identifier', accountId, identifierId: id, kind, normalised };
    }),
  ];
}

function leftSince({ state, releaseReason, releasedAt }: IdentifierFacts, from: number): boolean {
  return (
    state === 'released' &&
    releaseReason !== null &&
    UNDONE.includes(releaseReason) &&
    releasedAt !== null &&
    epoch(releasedAt) >= from
  );
}

function cameBefore({ linkedSince }: IdentifierFacts, from: number): boolean {
  return linkedSince === null || epoch(linkedSince) < from;
}

/** Whether the account has the same value for the same use again already. */
function isThere({ identifiers }: AccountFacts, { kind, normalised, use, id }: IdentifierFacts): boolean {
  return identifiers.some(
    (each) =>
      each.id !== id &&
      each.kind === kind &&
      each.normalised === normalised &&
      each.use === use &&
      each.state !== 'released',
  );
}

function latestFirst(one: IdentifierFacts, other: IdentifierFacts): number {
  return epoch(other.releasedAt ?? '') - epoch(one.releasedAt ?? '') || (one.id < other.id ? -1 : 1);
}
