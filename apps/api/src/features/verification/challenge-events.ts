import type { Origin, Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import { AuditLog } from '../audit/index.ts';
import { ResumeCase } from '../cases/index.ts';
import type { Challenge } from './challenge-statements.ts';

/** Typed by the customer, or by the agent it was read aloud to. */
type AnswerOrigin = Extract<Origin, 'portal' | 'case'>;

/** Writes down what customers answer to challenges. */
@Injectable()
export class ChallengeEvents {
  constructor(
    private readonly audit: AuditLog,
    private readonly resume: ResumeCase,
  ) {}

  async answered(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    challenge: Challenge,
    origin: AnswerOrigin = 'portal',
  ): Promise<void> {
    await this.audit.record(
      em,
      { ...context, now },
      {
        ...about(challenge, origin),
        action: 'challenge.answered',
        facts: { purpose: challenge.purpose, proves: challenge.proves },
      },
    );
    // What its case waited for has come.
    if (challenge.case_id !== null) await this.resume.run(em, now, context, challenge.case_id);
  }

  /** Writes down a no, and returns it. `known` is the challenge it was tried on, where there is one. */
  async refused(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    known: Challenge | null,
    code: 'code-not-accepted' | 'link-not-accepted',
    origin: AnswerOrigin = 'portal',
  ): Promise<Refusal> {
    await this.audit.record(
      em,
      { ...context, now },
      {
        ...about(known, origin),
        action: 'challenge.refused',
        outcome: 'refused',
        facts: { code, purpose: known?.purpose ?? null },
      },
    );
    return { code };
  }
}

function about(challenge: Challenge | null, origin: AnswerOrigin) {
  if (challenge === null) return { origin };
  const { case_id: caseId, account_id: accountId } = challenge;
  return { origin, ...(caseId !== null && { caseId }), ...(accountId !== null && { accountId }) };
}
