import { NUMBERS } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import { Throttle } from '../../platform/guard/throttle.ts';
import { problem } from '../../platform/problems/problem.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';

/** Counts customers' tries to sign in. */
@Injectable()
export class CustomerSignInThrottle extends Throttle {
  constructor(source: DataSource, sealing: Sealing) {
    super(source, sealing, 'customer-sign-in', NUMBERS.signIn);
  }
}

/** Counts who says to have forgotten a password. */
@Injectable()
export class ForgotPasswordThrottle extends Throttle {
  constructor(source: DataSource, sealing: Sealing) {
    super(source, sealing, 'forgot-password', NUMBERS.signIn);
  }
}

/** How often a password is judged while somebody types one. */
const JUDGED_PER_TRY = 6;

/** Counts, per network, how often passwords are judged: each keeps the server busy, and anybody may ask. */
@Injectable()
export class StrengthThrottle extends Throttle {
  constructor(source: DataSource, sealing: Sealing) {
    const { windowMinutes, triesPerAddress } = NUMBERS.signIn;
    const most = triesPerAddress * JUDGED_PER_TRY;
    super(source, sealing, 'password-strength', {
      triesPerAccount: most,
      triesPerAddress: most,
      windowMinutes,
    });
  }

  /** Throws `too-many-tries`. Not an event: nobody's password is tried. */
  async admit({ address }: RequestContext): Promise<void> {
    const throttled = await this.count([], address);
    if (throttled)
      throw problem('too-many-tries', { details: { retryAfterSeconds: throttled.retryAfterSeconds } });
  }
}
