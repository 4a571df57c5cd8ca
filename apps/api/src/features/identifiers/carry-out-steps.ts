import type { PlanStep } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import { Overtaken } from '../../platform/transaction/transaction.ts';
import type { AccountRecord } from '../accounts/index.ts';
import type { AuditLog } from '../audit/index.ts';
import type { Execution, ExecutionContext } from './execute-plan.ts';
import * as sql from './plan-statements.ts';

type Step<D extends PlanStep['do']> = Extract<PlanStep, { do: D }>;

/** A plan's row that is not there (any more) makes all of the plan void. */
export function expectRow(rows: readonly unknown[]): void {
  if (rows.length === 0) throw new Overtaken('What a plan changes has changed since.');
}

/** Ends the change of an identifier, and returns its id. */
export async function settleChange(
  em: EntityManager,
  now: Date,
  { accountId, identifierId, state }: Step<'settle-change'>,
): Promise<string | null> {
  const [settled] =
    state === 'reversed'
      ? await runNamed<{ id: string }>(em, sql.REVERSE_CHANGE, [accountId, identifierId, now])
      : await runNamed<{ id: string }>(em, sql.SETTLE_CHANGE, [accountId, identifierId, state, now]);
  // A login that no change of the desk brought, such as an import's, can be taken back all the same.
  if (state !== 'reversed') expectRow(settled ? [settled] : []);
  if (settled) await runNamed(em, sql.VOID_APPROVALS, [settled.id, now]);
  return settled?.id ?? null;
}

/** Lets a confirmed change wait, its claim with it. Returns the change's id. */
export async function holdChange(
  em: EntityManager,
  now: Date,
  step: Step<'hold-change'>,
  account: Pick<AccountRecord, 'id' | 'realm'>,
): Promise<string> {
  const { identifierId, kind, normalised, until, expiresAt, reasons } = step;
  const [held] = await runNamed<{ id: string }>(em, sql.HOLD_CHANGE, [
    account.id,
    identifierId,
    now,
    until,
    expiresAt,
    reasons,
  ]);
  if (!held) throw new Overtaken('The change no longer waits for its confirmation.');
  expectRow(await runNamed(em, sql.EXTEND_CLAIM, [account.realm, kind, normalised, account.id, expiresAt]));
  return held.id;
}

/** Gives an account a login back. */
export async function restoreIdentifier(
  em: EntityManager,
  now: Date,
  { identifierId, accountId }: Step<'restore-identifier'>,
): Promise<void> {
  expectRow(await runNamed(em, sql.RESTORE_IDENTIFIER, [identifierId, accountId, now]));
}

/** Writes down that a login came back. */
export async function recordRestored(
  audit: AuditLog,
  { identifierId, kind }: Step<'restore-identifier'>,
  account: AccountRecord,
  run: {
    readonly em: EntityManager;
    readonly now: Date;
    readonly context: ExecutionContext;
    readonly execution: Pick<Execution, 'origin' | 'caseId'>;
    readonly planHash: string;
  },
): Promise<void> {
  const { em, now, context, execution, planHash } = run;
  const before = account.identifiers.find(({ id }) => id === identifierId);
  await audit.record(
    em,
    { ...context, now },
    {
      action: 'identifier.restored',
      origin: execution.origin,
      ...(execution.caseId !== null && { caseId: execution.caseId }),
      accountId: account.id,
      facts: { planHash, identifierId },
      before: { kind, value: before?.value, state: before?.state, reason: before?.releaseReason },
      after: { state: 'verified' },
    },
  );
}

/** Ends an account's password and sessions. Returns how many sessions ended. */
export async function endAccess(em: EntityManager, now: Date, accountId: string): Promise<number> {
  await runNamed(em, sql.END_PASSWORD, [accountId]);
  return endSessionsOf(em, now, accountId);
}

/** Ends an account's sessions, on every device. Returns how many. */
export async function endSessionsOf(em: EntityManager, now: Date, accountId: string): Promise<number> {
  return (await runNamed(em, sql.END_SESSIONS, [accountId, now])).length;
}
