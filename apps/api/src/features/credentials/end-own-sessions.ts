import type { Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CustomerContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { endCustomerSessionNamed, endCustomerSessionsOf } from './customer-sessions.ts';

/** A customer signs other browsers out. It is never refused for a lock: it takes nothing from anybody but a thief. */
@Injectable()
export class EndOwnSessions {
  constructor(private readonly audit: AuditLog) {}

  /** Refusal: not-found, for a session that is somebody else's or has ended. */
  async one(
    em: EntityManager,
    now: Date,
    context: CustomerContext,
    name: string,
  ): Promise<Done<{ ended: number }> | Refusal> {
    const { accountId } = context.principal;
    const ended = await endCustomerSessionNamed(em, now, accountId, name);
    return ended === 0 ? { code: 'not-found' } : this.record(em, now, context, ended);
  }

  async others(
    em: EntityManager,
    now: Date,
    context: CustomerContext,
    token: string,
  ): Promise<Done<{ ended: number }>> {
    const ended = await endCustomerSessionsOf(em, now, context.principal.accountId, token);
    return this.record(em, now, context, ended);
  }

  private async record(
    em: EntityManager,
    now: Date,
    context: CustomerContext,
    ended: number,
  ): Promise<Done<{ ended: number }>> {
    const { accountId } = context.principal;
    await this.audit.record(
      em,
      { ...context, now },
      { action: 'session.ended', origin: 'portal', accountId, facts: { ended } },
    );
    return { resourceId: accountId, result: { ended } };
  }
}
