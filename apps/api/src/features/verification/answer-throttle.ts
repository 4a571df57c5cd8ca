import { NUMBERS } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import { Throttle } from '../../platform/guard/throttle.ts';
import { problem } from '../../platform/problems/problem.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';

/**
 * Counts, per network address, the codes and links that are not accepted: each refusal is an event that stays for ever,
 * and each password that comes with one is hashed.
 */
@Injectable()
export class AnswerThrottle extends Throttle {
  constructor(
    source: DataSource,
    sealing: Sealing,
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
  ) {
    super(source, sealing, 'portal-answer', NUMBERS.signIn);
  }

  /** Lets an answer be judged; one that is accepted is not counted. Throws `too-many-tries`. */
  async admit<T>({ principal, address }: RequestContext, judge: () => Promise<T>): Promise<T> {
    const throttled = await this.count([], address);
    if (throttled) {
      const code = 'too-many-tries';
      if (throttled.first)
        await this.transaction.run((em, now) =>
          this.audit.record(
            em,
            { principal, address, now },
            { action: 'challenge.refused', outcome: 'refused', origin: 'portal', facts: { code } },
          ),
        );
      throw problem(code, { details: { retryAfterSeconds: throttled.retryAfterSeconds } });
    }
    const answer = await judge();
    await this.giveBack(address);
    return answer;
  }
}
