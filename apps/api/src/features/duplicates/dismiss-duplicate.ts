import type { DismissDuplicateRequest } from '@relink/contract';
import { type MatchRecord, refuse, type Refusal, roleHolds } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
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

// A pair that no search has found weighs nothing until one does.
const KNOW = `insert into duplicate (id, realm, account_a, account_b, weight, probability, reasons, state, found_at)
  select $1, realm, $2, $3, 0, 0, '[]', 'open', $4 from account where id = $2 on conflict do nothing`;
const FIND_PAIR = 'select id from duplicate where account_a = $1 and account_b = $2 for no key update';

type Pair = { state: string; accountA: string; accountB: string };
type Dismissal = Omit<Pair, 'state'> & { readonly id: string; readonly by: string; readonly reason: string };

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
    if (!refusal) await this.dismiss(em, now, { id, ...pair, by: context.principal.id, reason });
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

  /** Two accounts that were one by a merge, and are two again: whoever asked for that has said that they are not one person's. */
  async parted(
    em: EntityManager,
    now: Date,
    parted: { readonly accountIds: readonly string[]; readonly by: string; readonly reason: string },
  ): Promise<void> {
    const [accountA = '', accountB = ''] = parted.accountIds.toSorted();
    await runSql(em, KNOW, [uuidv7(), accountA, accountB, now]);
    const [pair] = await runSql<{ id: string }>(em, FIND_PAIR, [accountA, accountB]);
    if (!pair) throw new Error('A pair that was just written down is there.');
    await this.dismiss(em, now, { ...pair, accountA, accountB, by: parted.by, reason: parted.reason });
  }

  /** What both accounts are now is kept, sealed under their own keys: a change since then makes it doubtful again. */
  private async dismiss(em: EntityManager, now: Date, dismissed: Dismissal): Promise<void> {
    const { id, accountA, accountB, by, reason } = dismissed;
    const sources = await readSources(em, [accountA, accountB]);
    const records = new Map<string, MatchRecord>(
      sources.map((source) => [source.source.id, compared(source).record]),
    );
    const sealed = async (accountId: string) =>
      this.keys.seal(em, accountId, sealingContext(id), records.get(accountId) ?? null);
    await runSql(em, DISMISS, [id, now, by, reason, await sealed(accountA), await sealed(accountB)]);
  }
}
