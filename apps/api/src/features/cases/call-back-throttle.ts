import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import { Throttle, type ThrottleLimits } from '../../platform/guard/throttle.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { problem } from '../../platform/problems/problem.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';

/** Counts requests to be called per network address: each makes work for the desk. */
@Injectable()
export class CallBackThrottle {
  private made: { readonly perAddress: number; readonly throttle: Throttle } | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly sealing: Sealing,
    private readonly policy: PolicyInForce,
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
  ) {}

  /** Counts the request. Throws `too-many-tries`. */
  async admit({ principal, address }: RequestContext): Promise<void> {
    const { perAddressPerHour } = (await this.policy.read(poolOf(this.source))).numbers.callBack;
    const throttled = await this.of(perAddressPerHour).count([], address);
    if (!throttled) return;
    const code = 'too-many-tries';
    if (throttled.first)
      await this.transaction.run((em, now) =>
        this.audit.record(
          em,
          { principal, address, now },
          { action: 'case.opened', outcome: 'refused', origin: 'portal', facts: { code } },
        ),
      );
    throw problem(code, { details: { retryAfterSeconds: throttled.retryAfterSeconds } });
  }

  /** The policy in force may have changed since the last request. */
  private of(perAddress: number): Throttle {
    if (this.made?.perAddress !== perAddress) {
      const limits: ThrottleLimits = {
        triesPerAccount: perAddress,
        triesPerAddress: perAddress,
        windowMinutes: 60,
      };
      this.made = { perAddress, throttle: new Throttle(this.source, this.sealing, 'call-back', limits) };
    }
    return this.made.throttle;
  }
}
