import { NUMBERS } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Throttle } from '../../platform/guard/throttle.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';

/** Counts agents' tries to sign in. */
@Injectable()
export class SignInThrottle extends Throttle {
  constructor(source: DataSource, sealing: Sealing) {
    super(source, sealing, 'sign-in', NUMBERS.signIn);
  }
}
