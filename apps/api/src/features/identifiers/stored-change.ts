import type { ChangeState, HoldReason, PendingChange, PendingKind } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

/** A change of an identifier as stored, with the value it brings. */
export type StoredChange = {
  readonly id: string;
  readonly accountId: string;
  readonly caseId: string | null;
  readonly identifierId: string;
  readonly kind: PendingKind;
  /** Normalised. */
  readonly normalised: string;
  readonly state: ChangeState;
  readonly origin: 'case' | 'portal' | 'effect-of';
  readonly requestedBy: string | null;
  readonly requestedAt: Date;
  readonly expiresAt: Date;
  readonly decidedAt: Date | null;
  readonly heldUntil: Date | null;
  readonly holdReasons: readonly HoldReason[];
  /** The security versions right after it was held, by account id. */
  readonly heldVersions: Readonly<Record<string, number>> | null;
};

const READ = {
  name: 'change_read',
  text: `select c.id, c.account_id as "accountId", c.case_id as "caseId", c.identifier_id as "identifierId", c.kind,
           i.normalised, c.state, c.origin, c.requested_by as "requestedBy", c.requested_at as "requestedAt",
           c.expires_at as "expiresAt", c.decided_at as "decidedAt", c.held_until as "heldUntil",
           c.hold_reasons as "holdReasons", c.held_versions as "heldVersions"
         from identifier_change c join identifier i on i.id = c.identifier_id where c.id = $1`,
};

/** One change. It stands as read while its account is locked. */
export async function readStoredChange(
  executor: Executor,
  changeId: string,
): Promise<StoredChange | undefined> {
  const [row] = await runNamed<StoredChange>(executor, READ, [changeId]);
  return row;
}

/** A change that has not taken effect, as the rules know it. */
export function asPending(change: StoredChange): PendingChange {
  return {
    accountId: change.accountId,
    identifierId: change.identifierId,
    kind: change.kind,
    value: change.normalised,
    heldUntil: change.heldUntil?.toISOString() ?? null,
    expiresAt: change.expiresAt.toISOString(),
    caseId: change.caseId,
  };
}
