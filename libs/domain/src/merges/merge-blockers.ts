import { verifiedLogins } from '../accounts/index.ts';
import { IDENTIFIER_KINDS } from '../identifiers/index.ts';
import { isAhead } from '../policy/instants.ts';
import type { MergeAccountFacts, MergeObstacle } from './merge-facts.ts';
import { MERGE_BLOCKERS, type MergeBlocker } from './merge.ts';

/**
 * Everything that stands in the way of a merge, in the order of MERGE_BLOCKERS and the survivor's first; a merge is refused
 * exactly when there is something. `releaseIds` are the logins that would end: where both accounts have none to begin with,
 * none is missed.
 */
export function mergeBlockers(
  survivor: MergeAccountFacts,
  other: MergeAccountFacts,
  releaseIds: readonly string[],
  now: Date,
): MergeObstacle[] {
  const apart = survivor.id !== other.id;
  const both = {
    'same-account': !apart,
    'another-realm': survivor.realm !== other.realm,
    'both-have-second-factor': apart && survivor.hasSecondFactor && other.hasSecondFactor,
    'no-login-left': noLoginLeft([survivor, other], releaseIds),
  };
  const accounts = apart ? [survivor, other] : [survivor];
  const ofEach = accounts.map((account) => ({ accountId: account.id, has: obstaclesOf(account, now) }));
  return MERGE_BLOCKERS.flatMap((code) => [
    ...(isOfBoth(both, code) && both[code] ? [{ code, accountId: null }] : []),
    ...ofEach.flatMap(({ accountId, has }) => (has.includes(code) ? [{ code, accountId }] : [])),
  ]);
}

function isOfBoth<T extends object>(both: T, code: string): code is Extract<keyof T, string> {
  return Object.hasOwn(both, code);
}

function obstaclesOf(account: MergeAccountFacts, now: Date): MergeBlocker[] {
  const { status, holds, mergePending, changePending, lockedUntil } = account;
  return [
    ...statusObstacle(status),
    ...holds,
    ...(mergePending ? (['merge-pending'] as const) : []),
    // A pending login whose time is up waits for nothing: it ends with the merge.
    ...(changePending ? (['change-pending'] as const) : []),
    ...(isAhead(lockedUntil, now) ? (['verification-locked'] as const) : []),
  ];
}

function statusObstacle(status: MergeAccountFacts['status']): MergeBlocker[] {
  if (status === 'active') return [];
  if (status === 'merged') return ['account-merged'];
  // A status that nobody named holds an account as a suspension does.
  return [status === 'closed' ? 'account-closed' : 'account-suspended'];
}

function noLoginLeft(accounts: readonly MergeAccountFacts[], releaseIds: readonly string[]): boolean {
  const logins = accounts.flatMap((account) =>
    IDENTIFIER_KINDS.flatMap((kind) => verifiedLogins(account, kind)),
  );
  return logins.length > 0 && logins.every(({ id }) => releaseIds.includes(id));
}
