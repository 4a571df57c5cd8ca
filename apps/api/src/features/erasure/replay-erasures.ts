import { isRefusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { hashPlan } from '../identifiers/index.ts';
import { awaitImports, type ErasedLine } from './erased-accounts.ts';
import { ErasePerson } from './erase-person.ts';
import { survivorFirst } from './person.ts';
import { PlanStoredErasure } from './plan-stored-erasure.ts';

const TAKE_TIME = `set local statement_timeout = '15min'`;
const ERASED_ALREADY = 'select 1 from account where id = $1 and erased_at is not null';
const STANDS_FOR = 'select coalesce(merged_into, id) as id from account where id = $1';
// The same erasure as before, where the backup does not know of it; one that waited then was carried out since.
const BEGIN = `insert into erasure as e (id, account_id, plan_hash, state, replayed, requested_at)
    values ($1, $2, $3, 'running', true, $4)
  on conflict (id) do update set state = 'running', replayed = true, refusal = null`;
const SET_ASIDE = `update erasure set state = 'refused', refusal = 'overtaken'
  where account_id = $1 and id <> $2 and state in ('waiting', 'queued', 'running')`;
const FINISH = `update erasure set state = 'done', executed_at = $2, counts = $3 where id = $1`;
const REMEMBER = `insert into erased_account (account_id, erasure_id, realm, external_digest, at)
    values ($1, $2, $3, decode($4, 'hex'), $5) on conflict (account_id) do nothing`;

/** What became of a line: `held` is under a legal hold, `merging` in a merge; those are said, and have to be looked at. */
export type Replayed = 'erased' | 'erased-already' | 'unknown' | 'legal-hold' | 'merge-under-way';

/** After a restored backup: erases again who was erased since it was made. */
@Injectable()
export class ReplayErasures {
  constructor(
    private readonly transaction: Transaction,
    private readonly plans: PlanStoredErasure,
    private readonly erase: ErasePerson,
    private readonly audit: AuditLog,
  ) {}

  /** One line of the list. Safe to repeat. An account that the backup does not know is only put on the list. */
  run(line: ErasedLine): Promise<Replayed> {
    return this.transaction.runAgainIfOvertaken((em, now) => this.inTransaction(em, now, line));
  }

  private async inTransaction(em: EntityManager, now: Date, line: ErasedLine): Promise<Replayed> {
    await runSql(em, TAKE_TIME);
    await awaitImports(em);
    const { accountId, erasureId, realm, externalDigest, at } = line;
    const remember = () => runSql(em, REMEMBER, [accountId, erasureId, realm, externalDigest, at]);
    const [standing] = await runSql<{ id: string }>(em, STANDS_FOR, [accountId]);
    if (!standing) {
      await remember();
      return 'unknown';
    }
    if ((await runSql(em, ERASED_ALREADY, [accountId])).length > 0) {
      await remember();
      return 'erased-already';
    }
    // In the backup a tombstone may not be one yet, or lead elsewhere: whoever it stands for is erased with it.
    const anew = await this.plans.run(em, now, standing.id, { lock: true });
    if (!anew) return 'unknown';
    const { plan, caseIds } = anew;
    if (isRefusal(plan)) return plan.code === 'legal-hold' ? 'legal-hold' : 'merge-under-way';
    await runSql(em, SET_ASIDE, [standing.id, erasureId]);
    const planHash = hashPlan(plan);
    await runSql(em, BEGIN, [erasureId, standing.id, planHash, now]);
    const counts = await this.erase.run(em, now, erasureId, { accountIds: survivorFirst(plan), caseIds });
    await runSql(em, FINISH, [erasureId, now, JSON.stringify(counts)]);
    await this.audit.record(
      em,
      { principal: { kind: 'system' }, address: null, now },
      {
        action: 'erasure.replayed',
        accountId: standing.id,
        facts: { erasureId, planHash, counts, erasedAt: at },
      },
    );
    return 'erased';
  }
}
