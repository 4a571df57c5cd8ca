import { NUMBERS } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Throttle } from '../../platform/guard/throttle.ts';
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
