import { type Policy, monthsPastKeeping } from '@relink/domain';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from './audit-log.ts';

const MONTHS = `select substr(inhrelid::regclass::text, length('audit_event_') + 1) as month from pg_inherits
  where inhparent = 'audit_event'::regclass order by 1`;

/**
 * Lets the bodies of the log's oldest months go, by policy; their leaves stay, so that the log still verifies. The
 * application may not delete: a function of the database's owner does, which judges for itself whether a month may go.
 */
@Injectable()
export class ExpireBodies implements OnModuleInit {
  private readonly log = new Logger('AuditExpiry');

  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
    private readonly policy: PolicyInForce,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.worker.handle('expire_audit_bodies', () => this.run());
  }

  /** Each month in a transaction of its own: one that may not go, or is in use just now, holds up none behind it. */
  async run(): Promise<void> {
    for (const month of await this.due())
      try {
        const outcome = await this.transaction.run((em, now) => this.expire(em, now, month));
        if (outcome !== 'expired' && outcome !== 'gone')
          this.log.warn(`The events of ${month} stay although their time is over: ${outcome}.`);
      } catch (fault) {
        this.log.error(
          `The events of ${month} stay until tomorrow: ${fault instanceof Error ? fault.name : 'fault'}.`,
        );
      }
  }

  private due(): Promise<readonly string[]> {
    return this.transaction.run(async (em, now) => {
      const { numbers }: Policy = await this.policy.read(em);
      const rows = await runSql<{ month: string }>(em, MONTHS);
      const months = rows.map(({ month }) => month.replace('_', '-'));
      return monthsPastKeeping(months, now, numbers.audit.bodiesMonths);
    });
  }

  private async expire(em: EntityManager, now: Date, month: string): Promise<string> {
    const [answer] = await runSql<{ outcome: string }>(em, 'select audit_expire_month($1::date) as outcome', [
      `${month}-01`,
    ]);
    const outcome = answer?.outcome ?? 'gone';
    if (outcome === 'expired')
      await this.audit.record(
        em,
        { principal: { kind: 'system' }, address: null, now },
        { action: 'audit.bodies-expired', facts: { month } },
      );
    return outcome;
  }
}
