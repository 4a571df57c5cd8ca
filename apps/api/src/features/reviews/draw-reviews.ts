import { randomInt } from 'node:crypto';
import { days, drawSample, type ReviewReason } from '@relink/domain';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runNamed, runSql } from '../../platform/database/named-statement.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { Live } from '../../platform/live/live.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { CLOSED_CASES, LIFTED_LOCKOUTS, UNAPPROVED_MERGES } from './draw-statements.ts';

/** So far back a day is made up for on which no worker ran. */
const MADE_UP_DAYS = 7;
const DAY_MS = days(1);
// The finest that the generator gives at once.
const CHANCES = 2 ** 47;

const KNOWN = { name: 'review_days_drawn', text: 'select day::text from review_draw where day >= $1::date' };
const KEEP_DRAW = {
  name: 'review_keep_draw',
  text: 'insert into review_draw (day, drawn_at, percent, closed, drawn) values ($1, $2, $3, $4, $5)',
};
const KEEP = `insert into review (id, day, reason, subject_id, case_id, account_id, merge_id, drawn_at, about)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

type Subject = {
  subjectId: string;
  caseId: string | null;
  accountId: string | null;
  mergeId: string | null;
  about: string[];
};

/**
 * Draws what is looked at again: of each day that is over a share of the cases closed on it, by chance that nobody
 * foresees because it is made at the draw; every merge that nobody else approved, and every lockout that was lifted.
 */
@Injectable()
export class DrawReviews implements OnModuleInit {
  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
    private readonly policy: PolicyInForce,
    private readonly live: Live,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.worker.handle('draw_reviews', async () => {
      await this.run();
    });
  }

  /** Draws what was not drawn yet; again, or twice at once, draws nothing anew. Returns how many reviews came of it. */
  async run(chance: () => number = () => randomInt(CHANCES) / CHANCES): Promise<number> {
    const missing = await this.transaction.run((em, now) => this.daysWithoutDraw(em, now));
    let drawn = 0;
    for (const day of missing)
      drawn += await this.transaction.runAgainIfOvertaken((em, now) => this.day(em, now, day, chance));
    return drawn;
  }

  private async daysWithoutDraw(em: EntityManager, now: Date): Promise<string[]> {
    const past = Array.from({ length: MADE_UP_DAYS }, (_, back) =>
      dayOf(new Date(now.getTime() - (MADE_UP_DAYS - back) * DAY_MS)),
    );
    const known = new Set((await runNamed<{ day: string }>(em, KNOWN, [past[0]])).map(({ day }) => day));
    return past.filter((day) => !known.has(day));
  }

  private async day(em: EntityManager, now: Date, day: string, chance: () => number): Promise<number> {
    // Another worker may have been first since: the day's own row would be refused, and this run begins anew.
    const known = await runNamed<{ day: string }>(em, KNOWN, [day]);
    if (known.some((each) => each.day === day)) return 0;
    const from = new Date(`${day}T00:00:00.000Z`);
    const within = [from, new Date(from.getTime() + DAY_MS)];
    const { samplePercent } = (await this.policy.read(em)).numbers.review;
    const closed = await runNamed<Subject>(em, CLOSED_CASES, within);
    const merges = await runNamed<Subject>(em, UNAPPROVED_MERGES, within);
    const lockouts = await runNamed<Subject>(em, LIFTED_LOCKOUTS, within);
    const reviews = [
      ...drawSample(closed, samplePercent, chance).map((each) => because('random', each)),
      ...merges.map((each) => because('merge-unapproved', each)),
      ...lockouts.map((each) => because('lockout-lifted', each)),
    ];
    await runNamed(em, KEEP_DRAW, [day, now, samplePercent, closed.length, reviews.length]);
    const context = { principal: { kind: 'system' }, address: null, now } as const;
    for (const { reason, subjectId, caseId, accountId, mergeId, about } of reviews) {
      const id = uuidv7();
      await runSql(em, KEEP, [id, day, reason, subjectId, caseId, accountId, mergeId, now, about]);
      // Not of the case: who worked in it reads its timeline, and is not told that it is looked at.
      await this.audit.record(em, context, {
        action: 'review.sampled',
        facts: { reviewId: id, day, reason, aboutCaseId: caseId, aboutAccountId: accountId, mergeId },
      });
    }
    if (reviews.length > 0) await this.live.tell(em, 'reviews');
    return reviews.length;
  }
}

function because(reason: ReviewReason, subject: Subject): Subject & { readonly reason: ReviewReason } {
  return { ...subject, reason };
}

/** The day of an instant, in UTC. */
function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
