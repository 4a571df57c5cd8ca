import { NUMBERS } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Throttle } from '../../platform/guard/throttle.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';

/** Counts an agent's tries at a second factor, at sign-in, at a step-up and at an enrolment alike. */
@Injectable()
export class FactorThrottle extends Throttle {
  constructor(source: DataSource, sealing: Sealing) {
    super(source, sealing, 'factor', NUMBERS.factor);
  }
}
