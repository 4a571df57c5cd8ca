import type { DismissDuplicateRequest } from '@relink/contract';
import { type MatchRecord, refuse, type Refusal, roleHolds } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { changesStopped, passGate } from '../../platform/policy/changes-gate.ts';
import { CustomerKeys } from '../../platform/sealing/customer-keys.ts';
import { AccountReader } from '../accounts/index.ts';
import { PrivateContacts } from '../agents/index.ts';
import { AuditLog } from '../audit/index.ts';
import { compared } from './compare-account.ts';
import { holdsInOwnCase } from './holds-in-own-case.ts';
import { sealingContext } from './keep-found.ts';
import { readSources } from './match-sources.repository.ts';

const FIND = `select state, account_a as "accountA", account_b as "accountB" from duplicate where id = $1 for no key update`;
const DISMISS = `update duplicate set state = 'dismissed', dismissed_at = $2, dismissed_by = $3, dismiss_reason = $4,
    dismissed_a = $5, dismissed_b = $6, reopened_at = null where id = $1`;

type Pair = { state: string; accountA: string; accountB: string };

/** "Not a duplicate": somebody at the desk knows that two accounts are two people's. */
@Injectable()
export class DismissDuplicate {
  constructor(
    private readonly accounts: AccountReader,
    private readonly privateContacts: PrivateContacts,
    private readonly keys: CustomerKeys,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Refusals: `not-found`, `changes-stopped`, `private-contact`, `duplicate-decided`, and `case-needed` for an agent who
   * names no open case of their own that holds one of the accounts.
   */
  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    id: string,
    { reason, caseId }: DismissDuplicateRequest,
  ): Promise<Done | Refusal> {
    await passGate(em);
    const [pair] = await runSql<Pair>(em, FIND, [id]);
    if (!pair) return refuse('not-found');
    const refusal = await this.refusalFor(em, now, context, pair, caseId);
    if (!refusal) await this.dismiss(em, now, context, id, pair, reason);
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'duplicate.dismissed',
        outcome: refusal ? 'refused' : 'done',
        accountId: pair.accountA,
        ...(caseId !== undefined && { caseId, origin: 'case' }),
        facts: { duplicateId: id, otherAccountId: pair.accountB, ...(refusal && { code: refusal.code }) },
        // What is written about two customers may name them.
        after: { reason },
      },
    );
    return refusal ?? { resourceId: id, result: undefined };
  }

  private async refusalFor(
    em: EntityManager,
    now: Date,
    { principal }: AgentContext,
    { state, accountA, accountB }: Pair,
    caseId: string | undefined,
  ): Promise<Refusal | null> {
    if (await changesStopped(em)) return refuse('changes-stopped');
    const ids = [accountA, accountB];
    const needsCase = caseId !== undefined || !roleHolds(principal.role, 'duplicates.list');
    if (needsCase && (caseId === undefined || !(await holdsInOwnCase(em, principal.id, ids, caseId))))
      return refuse('case-needed');
    const records = await this.accounts.facts(em, ids, now);
    if ((await this.privateContacts.carriedBy(em, principal.id, records)).length > 0)
      return refuse('private-contact');
    return state === 'open' ? null : refuse('duplicate-decided');
  }

  /** What both accounts are now is kept, sealed under their own keys: a change since then makes it doubtful again. */
  private async dismiss(
    em: EntityManager,
    now: Date,
    { principal }: AgentContext,
    id: string,
    { accountA, accountB }: Pair,
    reason: string,
  ): Promise<void> {
    const sources = await readSources(em, [accountA, accountB]);
    const records = new Map<string, MatchRecord>(
      sources.map((source) => [source.source.id, compared(source).record]),
    );
    const sealed = async (accountId: string) =>
      this.keys.seal(em, accountId, sealingContext(id), records.get(accountId) ?? null);
    await runSql(em, DISMISS, [
      ...[id, now, principal.id, reason],
      ...[await sealed(accountA), await sealed(accountB)],
    ]);
  }
}
