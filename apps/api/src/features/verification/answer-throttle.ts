import { NUMBERS } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import { Throttle } from '../../platform/guard/throttle.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';
import { TooManyTries } from '../audit/index.ts';

/**
 * Counts, per network address, the codes and links that are not accepted: each refusal is an event that stays for ever,
 * and each password that comes with one is hashed.
 */
@Injectable()
export class AnswerThrottle extends Throttle {
  constructor(
    source: DataSource,
    sealing: Sealing,
    private readonly tooMany: TooManyTries,
  ) {
    super(source, sealing, 'portal-answer', NUMBERS.signIn);
  }

  /** Lets an answer be judged; one that is accepted is not counted. Throws `too-many-tries`. */
  async admit<T>(context: RequestContext, judge: () => Promise<T>): Promise<T> {
    const { address } = context;
    const throttled = await this.count([], address);
    if (throttled) await this.tooMany.refuse(context, throttled, { action: 'challenge.refused' });
    const answer = await judge();
    await this.giveBack(address);
    return answer;
  }
}
