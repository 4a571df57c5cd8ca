import type { LoginClaim, PendingChange, PendingKind } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

const HOLDER = {
  name: 'login_holder',
  text: `select account_id as "accountId", id as "identifierId" from identifier
          where realm = $1 and kind = $2 and normalised = $3 and use = 'login' and state = 'verified'`,
};
const CLAIM = {
  name: 'login_claim',
  text: `select account_id as "accountId", expires_at as "expiresAt" from identifier_claim
          where realm = $1 and kind = $2 and normalised = $3`,
};
const PENDING = {
  name: 'login_pending',
  text: `select c.id, c.account_id as "accountId", c.identifier_id as "identifierId", c.kind, i.normalised as value,
           c.held_until as "heldUntil", c.expires_at as "expiresAt", c.case_id as "caseId", c.confirmed_at as "confirmedAt"
         from identifier_change c join identifier i on i.id = c.identifier_id
        where c.account_id = $1 and c.state in ('pending', 'held') and c.kind = any($2) order by c.kind`,
};
const OTHER_ACCOUNTS_OF_CHANGE = {
  name: 'login_other_accounts_of_change',
  text: `select h.account_id as id from identifier_change c join identifier i on i.id = c.identifier_id
           join identifier h on h.realm = i.realm and h.kind = i.kind and h.normalised = i.normalised
            and h.use = 'login' and h.state = 'verified'
          where c.id = $1 and c.account_id = $2`,
};
const MOVE_ANSWERED = {
  name: 'login_move_answered',
  text: `select 1 from challenge
          where case_id = $1 and identifier_id = $2 and purpose = 'identifier-move' and used_at > $3 limit 1`,
};
const DUPLICATE_PROVEN = {
  name: 'login_duplicate_proven',
  text: `select 1 from challenge c join identifier i on i.id = c.identifier_id and i.account_id = c.account_id
          where c.case_id = $1 and c.account_id = $2 and c.purpose = 'identifier-move' and c.used_at > $3
            and i.normalised <> $4 limit 1`,
};
const OWN_DUPLICATE = {
  name: 'login_own_duplicate',
  text: `select 1 from case_account d
           join case_account o on o.case_id = d.case_id and o.role = 'claimed' and o.account_id = $1
           join recovery_case k on k.id = d.case_id
          where d.account_id = $2 and d.role = 'duplicate' and k.state = 'closed' and k.outcome = 'recovered' limit 1`,
};
const AGREED = {
  name: 'login_agreed',
  text: `select 1 from challenge c
           join identifier i on i.id = c.identifier_id and i.account_id = c.account_id and i.state = 'verified'
          where c.change_id = $1 and c.account_id = $2 and c.purpose = 'identifier-move' and c.used_at is not null limit 1`,
};

/** A change that waits on an account, and when its code was answered where that was not enough yet. */
export type WaitingChange = PendingChange & { readonly id: string; readonly confirmedAt: Date | null };

/** Where an e-mail or phone is a verified login; null when nowhere. */
export async function findHolder(
  executor: Executor,
  realm: string,
  kind: PendingKind,
  normalised: string,
): Promise<{ accountId: string; identifierId: string } | null> {
  const [row] = await runNamed<{ accountId: string; identifierId: string }>(executor, HOLDER, [
    realm,
    kind,
    normalised,
  ]);
  return row ?? null;
}

/** The one claim on an e-mail or phone, expired or not; null when there is none. */
export async function findClaim(
  executor: Executor,
  realm: string,
  kind: PendingKind,
  normalised: string,
): Promise<LoginClaim | null> {
  const [row] = await runNamed<{ accountId: string; expiresAt: Date }>(executor, CLAIM, [
    realm,
    kind,
    normalised,
  ]);
  return row ? { accountId: row.accountId, expiresAt: row.expiresAt.toISOString() } : null;
}

/** What waits on an account, whoever asked for it: of each kind one at most. */
export async function findWaiting(
  executor: Executor,
  accountId: string,
  kinds: readonly PendingKind[],
): Promise<WaitingChange[]> {
  const rows = await runNamed<
    Omit<WaitingChange, 'heldUntil' | 'expiresAt'> & { heldUntil: Date | null; expiresAt: Date }
  >(executor, PENDING, [accountId, kinds]);
  return rows.map((row) => ({
    ...row,
    heldUntil: row.heldUntil?.toISOString() ?? null,
    expiresAt: row.expiresAt.toISOString(),
  }));
}

/** Whose login the value of a change of this account is by now: what is done about the change may ask that account. */
export async function otherAccountsOfChange(
  executor: Executor,
  accountId: string,
  changeId: string,
): Promise<string[]> {
  const rows = await runNamed<{ id: string }>(executor, OTHER_ACCOUNTS_OF_CHANGE, [changeId, accountId]);
  return rows.map(({ id }) => id);
}

/** Whether a code sent to an identifier, to move it, was answered in a case after an instant. */
export async function moveAnswered(
  executor: Executor,
  caseId: string,
  identifierId: string,
  after: Date,
): Promise<boolean> {
  return (await runNamed(executor, MOVE_ANSWERED, [caseId, identifierId, after])).length > 0;
}

/** Whether an account answered, in a case after an instant, a code to a contact of it other than the phone itself. */
export async function duplicateProven(
  executor: Executor,
  caseId: string,
  accountId: string,
  after: Date,
  phone: string,
): Promise<boolean> {
  return (await runNamed(executor, DUPLICATE_PROVEN, [caseId, accountId, after, phone])).length > 0;
}

/** Whether `other` was the duplicate of an account in a case that was closed as recovered. */
export async function isOwnDuplicate(executor: Executor, accountId: string, other: string): Promise<boolean> {
  return (await runNamed(executor, OWN_DUPLICATE, [accountId, other])).length > 0;
}

/** Whether an account agreed to one change by a code to a contact that is still its own. */
export async function hasAgreed(executor: Executor, changeId: string, accountId: string): Promise<boolean> {
  return (await runNamed(executor, AGREED, [changeId, accountId])).length > 0;
}
