import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';

const EXPIRE = `update approval p set state = 'expired', decided_at = $1 from account a
  where p.kind = 'erasure' and p.state = 'waiting' and p.expires_at <= $1 and a.id = p.account_id
 returning p.id, p.account_id as "accountId", p.erasure_id as "erasureId"`;
const REFUSE = `update erasure set state = 'refused', refusal = 'approval-expired' where id = $1 and state = 'waiting'`;

type Expired = { readonly id: string; readonly accountId: string; readonly erasureId: string };

/** Ends erasures that nobody agreed to in time. */
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

  private async record(em: EntityManager, now: Date, { id, accountId, erasureId }: Expired): Promise<void> {
    await runSql(em, REFUSE, [erasureId]);
    await this.audit.record(
      em,
      { principal: { kind: 'system' }, address: null, now },
      { action: 'approval.expired', accountId, facts: { approvalId: id, erasureId } },
    );
  }
}
