import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import type { Throttled } from '../../platform/guard/throttle.ts';
import { problem } from '../../platform/problems/problem.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { type AuditEntry, AuditLog } from './audit-log.ts';

const CODE = 'too-many-tries';

/** Refuses a try on the portal that came too often. The one that crossed the line is an event; those behind it would fill the log. */
@Injectable()
export class TooManyTries {
  constructor(
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
  ) {}

  /** Always throws `too-many-tries`. `tried` says what, and where it is known of which account. */
  async refuse(
    { principal, address }: RequestContext,
    { first, retryAfterSeconds }: Throttled,
    tried: Pick<AuditEntry, 'action' | 'accountId'>,
  ): Promise<never> {
    const event = { ...tried, outcome: 'refused', origin: 'portal', facts: { code: CODE } } as const;
    if (first)
      await this.transaction.run((em, now) => this.audit.record(em, { principal, address, now }, event));
    throw problem(CODE, { details: { retryAfterSeconds } });
  }
}
