import { isRefusal, type Proof, type Refusal, refuse } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { ProblemException } from '../../platform/problems/problem.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { FactorThrottle } from './factor-throttle.ts';

/** Runs what judges a factor or a password of a signed-in agent: counted before anything is looked at, each no recorded. */
@Injectable()
export class FactorTries {
  constructor(
    private readonly throttle: FactorThrottle,
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
  ) {}

  async run<T extends object>(
    context: AgentContext,
    by: Proof,
    judge: (em: EntityManager, now: Date) => Promise<T | Refusal>,
  ): Promise<T> {
    await this.count(context, by);
    return this.judge(context, by, judge);
  }

  /** What {@link run} does with a try that was counted already. */
  async judge<T extends object>(
    context: AgentContext,
    by: Proof,
    judge: (em: EntityManager, now: Date) => Promise<T | Refusal>,
  ): Promise<T> {
    const answer = await this.transaction.run(async (em, now) => {
      const judged = await judge(em, now);
      if (isRefusal(judged)) await this.recordRefusal(em, { ...context, now }, by, judged);
      return judged;
    });
    if (isRefusal(answer)) throw new ProblemException(answer);
    await this.forgive(context);
    return answer;
  }

  /** Counts a try. Throws `too-many-tries`. */
  async count(context: AgentContext, by: Proof): Promise<void> {
    const throttled = await this.throttle.count([context.principal.id], context.address);
    if (!throttled) return;
    const refusal = refuse('too-many-tries', { retryAfterSeconds: throttled.retryAfterSeconds });
    if (throttled.first)
      await this.transaction.run((em, now) => this.recordRefusal(em, { ...context, now }, by, refusal));
    throw new ProblemException(refusal);
  }

  /** It was right: the agent's tries begin anew. */
  forgive({ principal, address }: AgentContext): Promise<void> {
    return this.throttle.forgive(principal.id, address);
  }

  private recordRefusal(
    em: EntityManager,
    context: AgentContext,
    by: Proof,
    refusal: Refusal,
  ): Promise<unknown> {
    return this.audit.record(em, context, {
      action: 'factor.refused',
      outcome: 'refused',
      facts: { by, code: refusal.code },
    });
  }
}
