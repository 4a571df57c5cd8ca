import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import { Throttle, type ThrottleLimits } from '../../platform/guard/throttle.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';
import { TooManyTries } from '../audit/index.ts';

/** Counts requests to be called per network address: each makes work for the desk. */
@Injectable()
export class CallBackThrottle {
  private made: { readonly perAddress: number; readonly throttle: Throttle } | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly sealing: Sealing,
    private readonly policy: PolicyInForce,
    private readonly tooMany: TooManyTries,
  ) {}

  /** Counts the request. Throws `too-many-tries`. */
  async admit(context: RequestContext): Promise<void> {
    const { perAddressPerHour } = (await this.policy.read(poolOf(this.source))).numbers.callBack;
    const throttled = await this.of(perAddressPerHour).count([], context.address);
    if (throttled) await this.tooMany.refuse(context, throttled, { action: 'case.opened' });
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
