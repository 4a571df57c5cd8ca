import type { CaseView, ReviewView } from '@relink/contract';
import { anAccount, aRound } from '@relink/testing';
import { DataSource } from 'typeorm';
import { DrawReviews } from '../src/features/reviews/draw-reviews.ts';
import { reviewRate } from '../src/features/reviews/index.ts';
import { poolOf } from '../src/platform/database/data-source.ts';
import { openLivePage } from './harness/live-page.ts';
import { aPair, aWaitingMerge } from './harness/merging.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';
import { whileHeld } from './harness/while-held.ts';

type Agent = Browser & { id: string };
type Problem = { code: string; errors?: Record<string, string> };

describe('the sample of closed work', () => {
  let desk: TestDesk;
  let mira: Agent;
  let vera: Agent;
  beforeEach(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    vera = await desk.signedIn('supervisor');
  });
  afterEach(() => desk.close());

  const draw = (chance?: () => number) => desk.app.get(DrawReviews).run(chance);
  const aClosedCase = async (by: Agent = mira) => {
    const { id } = (await by.post<CaseView>('/api/cases', { channel: 'phone' })).body;
    expect((await by.post(`/api/cases/${id}/close`, { outcome: 'customer-gave-up' })).status).toBe(200);
    return id;
  };
  const list = async (by: Agent = vera, filter: object = {}) =>
    (await by.get<ReviewView[]>(`/api/reviews?filter=${encodeURIComponent(JSON.stringify(filter))}`)).body;
  const mark = (by: Agent, id: string, body: object) =>
    by.post<ReviewView & Problem>(`/api/reviews/${id}/mark`, body);
  /** A review of a case of Mira's. */
  const aReview = async () => {
    const caseId = await aClosedCase();
    await aDayOn();
    const [review] = await list(vera, { caseId });
    if (!review) throw new Error('One case closed is one case drawn.');
    return review;
  };
  /** Everybody's session is over by then. */
  const aDayOn = async (chance?: () => number) => {
    desk.pass({ days: 1 });
    vera = await desk.signedIn('supervisor');
    return draw(chance);
  };

  it('is drawn of the day before: one in twenty, at least one, by chance', async () => {
    const closed: string[] = [];
    for (let one = 0; one < 21; one++) closed.push(await aClosedCase());
    expect(await draw()).toBe(0);
    expect(await aDayOn(() => 0.999)).toBe(2);
    const reviews = await list();
    expect(reviews.map(({ reason }) => reason)).toEqual(['random', 'random']);
    expect(reviews.every(({ caseId, verdict }) => closed.includes(caseId ?? '') && verdict === null)).toBe(
      true,
    );
    const [kept] = await desk.sql(
      'select percent, closed, drawn from review_draw where drawn > 0 or closed > 0',
    );
    expect(kept).toEqual({ percent: 5, closed: 21, drawn: 2 });
  });

  it('is drawn once, however often and however many at once try, and made up for when no worker ran', async () => {
    await aClosedCase();
    desk.pass({ days: 3 });
    const counts = await Promise.all([draw(), draw(), draw()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await draw()).toBe(0);
    const events = await desk.sql(`select 1 from audit_event where action = 'review.sampled'`);
    expect(events).toHaveLength(1);
  });

  it('holds every merge that nobody else approved, and none that somebody did', async () => {
    const made: string[] = [];
    for (const approvedBy of [null, vera.id]) {
      const pair = await aPair(desk, mira.id);
      const { mergeId } = await aWaitingMerge(desk, pair, mira.id);
      made.push(mergeId);
      await desk.sql('alter table merge disable trigger merge_approved');
      await desk.sql(
        `update merge set state = 'done', approved_by = $2, executed_at = now(), undo_until = now() + interval '30 days' where id = $1`,
        [mergeId, approvedBy],
      );
      await desk.sql('alter table merge enable trigger merge_approved');
    }
    expect(await aDayOn()).toBe(1);
    expect(await list()).toMatchObject([
      { reason: 'merge-unapproved', mergeId: made[0], caseId: expect.any(String) },
    ]);
  });

  it('holds every lockout that was lifted, with the case that it came of', async () => {
    const account = await anAccount(desk);
    const { id: caseId } = (await mira.post<CaseView>('/api/cases', { channel: 'phone' })).body;
    await aRound(desk, { caseId, accountId: account.id, agentId: mira.id });
    await desk.sql(
      `insert into verification_lock (id, account_id, at, until, reason, lifted_at, lifted_by, lift_reason)
       values (gen_random_uuid(), $1, now(), now() + interval '1 day', 'failed-rounds', now(), $2, 'Known.'),
              (gen_random_uuid(), $1, now(), now() + interval '1 day', 'failed-rounds', null, null, null)`,
      [account.id, vera.id],
    );
    expect(await aDayOn()).toBe(1);
    expect(await list()).toMatchObject([
      { reason: 'lockout-lifted', accountId: account.id, caseId, mayNot: null },
    ]);
  });

  it('is marked once, by a supervisor who had no part in it, with a note where something was found', async () => {
    const { id, caseId } = await aReview();
    for (const verdict of ['coach', 'incident'])
      expect(await mark(vera, id, { verdict })).toMatchObject({
        status: 422,
        body: { code: 'invalid-input', errors: { note: expect.any(String) } },
      });
    expect(await mark(vera, id, { verdict: 'incident', note: 'Led the caller.' })).toMatchObject({
      status: 200,
      body: { verdict: 'incident', note: 'Led the caller.', caseId, mayNot: 'review-marked' },
    });
    const sam = await desk.signedIn('supervisor');
    expect((await mark(sam, id, { verdict: 'fine' })).body.code).toBe('review-marked');
    expect((await list(sam, { marked: false })).length).toBe(0);
    const events = await desk.sql<{ outcome: string; case_id: string | null }>(
      `select outcome, case_id from audit_event where action = 'review.marked' order by id`,
    );
    // Nothing of it stands in the case's timeline, which its agent reads.
    expect(events.map(({ outcome, case_id }) => [outcome, case_id])).toEqual([
      ['refused', null],
      ['refused', null],
      ['done', null],
      ['refused', null],
    ]);
    const now = new Date(Date.now() + 86_400_000);
    const rate = await reviewRate(
      poolOf(desk.app.get(DataSource)),
      new Date(now.getTime() - 3 * 86_400_000),
      now,
    );
    expect(rate).toEqual({ drawn: 1, marked: 1, fine: 0, coach: 0, incident: 1 });
  });

  it('is never marked by who had a part in it: not by the rules, nor by the database', async () => {
    const own = await aClosedCase(vera);
    const { id: whose } = vera;
    await aDayOn();
    const sam = vera;
    const [review] = await list(sam, { caseId: own });
    const id = review?.id ?? '';
    await expect(
      desk.sql(`update review set verdict = 'fine', marked_by = $2, marked_at = now() where id = $1`, [
        id,
        whose,
      ]),
    ).rejects.toThrow(/review_by_another/);
    // Somebody who took part only after the draw: the rules ask anew.
    await desk.sql(
      `insert into case_note (id, case_id, agent_id, body, at) values (gen_random_uuid(), $1, $2, 'Reopened?', now())`,
      [own, sam.id],
    );
    expect((await mark(sam, id, { verdict: 'fine' })).body.code).toBe('own-review');
    expect((await list(sam, { caseId: own }))[0]).toMatchObject({ mayNot: 'own-review' });
    await desk.sql(`set role relink_app`);
    await expect(desk.sql(`update review set about = '{}' where id = $1`, [id])).rejects.toThrow(
      /permission denied/,
    );
    await expect(desk.sql(`delete from review where id = $1`, [id])).rejects.toThrow(/permission denied/);
    await desk.sql(`reset role`);
  });

  it('is not marked by somebody whose role is being taken away at that moment', async () => {
    const { id } = await aReview();
    const sam = await desk.signedIn('supervisor');
    const takenAway = { text: `update agent set role = 'agent' where id = $1`, values: [sam.id] };
    const marked = await whileHeld(desk, takenAway, () => mark(sam, id, { verdict: 'fine' }));
    expect(marked.body.code).toBe('not-permitted');
    expect(await desk.sql('select verdict from review where id = $1', [id])).toEqual([{ verdict: null }]);
  });

  it('is heard of by an open page when it is drawn and when it is marked', async () => {
    await aClosedCase();
    desk.pass({ days: 1 });
    vera = await desk.signedIn('supervisor');
    const page = await openLivePage(vera);
    expect(await page.hears('missed')).toBe(true);
    await draw();
    expect(await page.hears('reviews')).toBe(true);
    const [review] = await list();
    await mark(vera, review?.id ?? '', { verdict: 'fine' });
    expect(await page.hears(`reviews:${review?.id ?? ''}`)).toBe(true);
    page.close();
  });
});
