import type { ForgotPasswordResponse } from '@relink/contract';
import { minutes } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { TooManyTries } from '../audit/index.ts';
import { newReference } from '../verification/index.ts';
import { ForgotPasswordThrottle } from './customer-throttles.ts';

const TRIES = 5;

/**
 * Somebody forgot a password. Whether anybody has that e-mail is not even looked up here: the worker does it, so that
 * neither the answer nor the time it takes can tell.
 */
@Injectable()
export class ForgotPassword {
  constructor(
    private readonly throttle: ForgotPasswordThrottle,
    private readonly tooMany: TooManyTries,
    private readonly jobs: Jobs,
    private readonly policy: PolicyInForce,
  ) {}

  /** Counts the try. Throws `too-many-tries`, for e-mails that nobody has like for others. */
  async admit(context: RequestContext, email: string): Promise<void> {
    const throttled = await this.throttle.count([email], context.address);
    if (throttled) await this.tooMany.refuse(context, throttled, { action: 'credential.reset-sent' });
  }

  async run(
    em: EntityManager,
    now: Date,
    { address }: RequestContext,
    email: string,
  ): Promise<Done<ForgotPasswordResponse>> {
    const reference = newReference();
    const { code } = (await this.policy.read(em)).numbers;
    const expiresAt = new Date(now.getTime() + minutes(code.lifeMinutes)).toISOString();
    const payload = { email, reference, address, expiresAt };
    await this.jobs.add(em, 'send_forgotten_reset', payload, { maxAttempts: TRIES });
    return { resourceId: uuidv7(), result: { reference, expiresAt } };
  }
}
