import type { MarkReviewRequest } from '@relink/contract';
import { type Refusal, refuse, reviewRefusal, type ReviewVerdict } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { Live } from '../../platform/live/live.ts';
import { AuditLog } from '../audit/index.ts';
import { ABOUT_BY_NOW } from './draw-statements.ts';

const LOCK = { name: 'review_lock', text: 'select id from review where id = $1 for update' };
const READ = {
  name: 'review_to_mark',
  text: `select r.reason, r.case_id as "caseId", r.verdict, ${ABOUT_BY_NOW} as about from review r where r.id = $1`,
};
// Whoever takes the role away waits for it, or was first and is seen.
const LOCK_MARKER = {
  name: 'review_lock_marker',
  text: 'select role from agent where id = $1 and disabled_at is null for share',
};
const MARK = {
  name: 'review_mark',
  text: 'update review set verdict = $2, note = $3, marked_by = $4, marked_at = $5 where id = $1',
};

type Row = { reason: string; caseId: string | null; verdict: ReviewVerdict | null; about: string[] };

/** A supervisor marks what they looked at: once, and never their own work. Refusals: `not-found`, those of the rules. */
@Injectable()
export class MarkReview {
  constructor(
    private readonly live: Live,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    id: string,
    { verdict, note = '' }: MarkReviewRequest,
  ): Promise<Done | Refusal> {
    await runNamed(em, LOCK, [id]);
    const [review] = await runNamed<Row>(em, READ, [id]);
    if (!review) return refuse('not-found');
    const by = context.principal.id;
    const [standing] = await runNamed<{ role: string }>(em, LOCK_MARKER, [by]);
    const refusal = reviewRefusal({
      review,
      agent: { id: by, role: standing?.role ?? '' },
      mark: { verdict, note },
    });
    if (refusal === null) {
      await runNamed(em, MARK, [id, verdict, note, by, now]);
      await this.live.tell(em, 'reviews', `reviews:${id}`);
    }
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'review.marked',
        outcome: refusal ? 'refused' : 'done',
        // Not of the case: who worked in it reads its timeline, and is not told who looked at it.
        facts: {
          reviewId: id,
          reason: review.reason,
          aboutCaseId: review.caseId,
          verdict,
          ...(refusal && { code: refusal.code }),
        },
      },
    );
    return refusal ?? { resourceId: id, result: undefined };
  }
}
