import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';

const EXPIRE = `update approval p set state = 'expired', decided_at = $1 from account a
  where p.kind = 'erasure' and p.state = 'waiting' and p.expires_at <= $1 and a.id = p.account_id
 returning p.id, p.account_id as "accountId", p.erasure_id as "erasureId"`;
const REFUSE = `update erasure set state = 'refused', refusal = 'approval-expired' where id = $1 and state = 'waiting'
 returning id`;

type Expired = { readonly id: string; readonly accountId: string; readonly erasureId: string };

/** Ends erasures that nobody agreed to in time, and says so in the log of both: the approval and the erasure. */
@Injectable()
export class ExpireErasures implements OnModuleInit {
  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.worker.handle('expire_erasures', async () => {
      await this.run();
    });
  }

  /** Returns how many there were. */
  run(): Promise<number> {
    return this.transaction.run(async (em, now) => {
      const expired = await runSql<Expired>(em, EXPIRE, [now]);
      for (const each of expired) await this.record(em, now, each);
      return expired.length;
    });
  }

  /** The pair that an expired merge has, too. Approvals settle what waits for them, and know erasures: not the other way round. */
  private async record(em: EntityManager, now: Date, { id, accountId, erasureId }: Expired): Promise<void> {
    const context = { principal: { kind: 'system' }, address: null, now } as const;
    const facts = { approvalId: id, erasureId };
    await this.audit.record(em, context, { action: 'approval.expired', accountId, facts });
    if ((await runSql(em, REFUSE, [erasureId])).length === 0) return;
    await this.audit.record(em, context, {
      action: 'erasure.refused',
      outcome: 'refused',
      origin: 'effect-of',
      accountId,
      facts: { ...facts, code: 'approval-expired' },
    });
  }
}
