import type { ReassignEmailResponse, SentResponse } from '@relink/contract';
import { anEmailAddress, aStory, daysAgo } from '@relink/testing';
import { Customer } from './harness/customer.ts';
import { aVerifiedCase } from './harness/story.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };
type Problem = { code: string; details?: Record<string, unknown> };

const reassign = (agent: Agent, caseId: string, accountId: string, email: string) =>
  agent.post<ReassignEmailResponse & Problem>(`/api/cases/${caseId}/email-reassignments`, {
    accountId,
    email,
  });

describe('an e-mail that nobody confirms in time', () => {
  let desk: TestDesk;
  let mira: Agent;
  let customer: Customer;
  beforeEach(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    customer = new Customer(desk);
  });
  afterEach(() => desk.close());

  it('is confirmed neither by its code after 10 minutes nor by its link after 30', async () => {
    const story = await aStory(desk, 'A');
    const email = anEmailAddress();
    await reassign(mira, await aVerifiedCase(desk, mira.id, story), story.old.id, email);
    const received = await customer.received(email, 'email-confirmation');
    desk.pass({ minutes: 11 });
    expect(await customer.answer(received)).toMatchObject({
      status: 422,
      body: { code: 'code-not-accepted' },
    });
    desk.pass({ minutes: 20 });
    expect(await customer.confirm(received)).toMatchObject({
      status: 422,
      body: { code: 'link-not-accepted' },
    });
    expect(await desk.sql(`select state from identifier where normalised = $1`, [email])).toEqual([
      { state: 'pending' },
    ]);
  });

  it('is held for 24 hours, and then whoever asks takes it over', async () => {
    const [first, second] = [await aStory(desk, 'A'), await aStory(desk, 'A')];
    const email = anEmailAddress();
    await reassign(mira, await aVerifiedCase(desk, mira.id, first), first.old.id, email);
    const received = await customer.received(email, 'email-confirmation');
    const early = await aVerifiedCase(desk, mira.id, second);
    expect((await reassign(mira, early, second.old.id, email)).body.code).toBe('email-claimed');

    desk.pass({ hours: 25 });
    const jon = await desk.signedIn('agent');
    const late = await aVerifiedCase(desk, jon.id, second, daysAgo(-25 / 24));
    expect((await reassign(jon, late, second.old.id, email)).status).toBe(201);
    expect(
      await desk.sql('select account_id as holder from identifier_claim where normalised = $1', [email]),
    ).toEqual([{ holder: second.old.id }]);
    expect((await customer.confirm(received)).status).toBe(422);
    expect((await customer.confirm(await customer.received(email, 'email-confirmation'))).status).toBe(200);
  });

  it('and whose request is over may be asked for anew, in another case too', async () => {
    const story = await aStory(desk, 'A');
    const email = anEmailAddress();
    const { body } = await reassign(mira, await aVerifiedCase(desk, mira.id, story), story.old.id, email);
    desk.pass({ hours: 25 });
    const jon = await desk.signedIn('agent');
    const again = await aVerifiedCase(desk, jon.id, story, daysAgo(-25 / 24));
    expect((await reassign(jon, again, story.old.id, email)).status).toBe(201);
    expect(await desk.sql('select state from identifier_change where id = $1', [body.id])).toEqual([
      { state: 'expired' },
    ]);
    expect((await customer.confirm(await customer.received(email, 'email-confirmation'))).status).toBe(200);
  });

  it('can be asked about again within the limits; what was sent before stops working', async () => {
    const story = await aStory(desk, 'A');
    const email = anEmailAddress();
    const caseId = await aVerifiedCase(desk, mira.id, story);
    const { body } = await reassign(mira, caseId, story.old.id, email);
    const resend = () =>
      mira.post<SentResponse & Problem>(`/api/cases/${caseId}/email-reassignments/${body.id}/confirmations`);
    const first = await customer.received(email, 'email-confirmation');
    expect(await resend()).toMatchObject({ status: 429, body: { code: 'code-too-soon' } });
    await customer.answer({ ...first, code: customer.wrong(first) });
    desk.pass({ minutes: 3 });
    expect(await resend()).toMatchObject({ status: 201 });
    expect((await customer.confirm(first)).status).toBe(422);
    expect(
      await desk.sql(`select tries_left from challenge where superseded_at is null and change_id = $1`, [
        body.id,
      ]),
    ).toEqual([{ tries_left: 2 }]);
    desk.pass({ minutes: 3 });
    expect((await resend()).status).toBe(201);
    desk.pass({ minutes: 3 });
    expect(await resend()).toMatchObject({ status: 429, body: { code: 'code-limit-reached' } });
    expect((await customer.confirm(await customer.received(email, 'email-confirmation'))).status).toBe(200);
    expect((await resend()).body.code).toBe('case-state-conflict');
  });
});

describe('when something breaks in the middle', () => {
  let desk: TestDesk;
  let mira: Agent;
  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
  });
  afterAll(() => desk.close());

  /** Everything a reassignment writes, counted. */
  const written = async () => {
    const [counts] = await desk.sql(
      `select (select count(*)::int from identifier) as identifiers, (select count(*)::int from identifier_claim) as claims,
         (select count(*)::int from identifier_change) as changes, (select count(*)::int from challenge) as challenges,
         (select count(*)::int from message) as messages, (select count(*)::int from plan) as plans,
         (select count(*)::int from audit_event) as events, (select sum(security_version)::int from account) as versions,
         (select count(*)::int from graphile_worker.jobs) as jobs,
         (select count(*)::int from idempotent_request) as answers`,
    );
    return counts;
  };

  /**
   * Lets a reassignment run until it needs `table`, which the owner holds, and then cuts its connection: what a
   * kill -9 of the api does to its transaction.
   */
  const cutAt = async (table: string) => {
    const story = await aStory(desk, 'A');
    const caseId = await aVerifiedCase(desk, mira.id, story);
    const email = anEmailAddress();
    const before = await written();
    await desk.sql('begin');
    await desk.sql(`lock table ${table} in exclusive mode`);
    const asked = reassign(mira, caseId, story.old.id, email);
    for (let cut = 0; cut < 1;) {
      const ended = await desk.sql(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()`,
      );
      cut += ended.length;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await desk.sql('rollback');
    return { answer: await asked, before, story, caseId, email };
  };

  it.each(['identifier', 'identifier_claim', 'message', 'challenge', 'idempotent_request'])(
    'a connection lost at the %s leaves nothing of it, and the same request then works',
    async (table) => {
      const { answer, before, story, caseId, email } = await cutAt(table);
      expect(answer).toMatchObject({ status: 503, body: { code: 'database-unavailable' } });
      expect(await written()).toEqual(before);
      expect((await reassign(mira, caseId, story.old.id, email)).status).toBe(201);
    },
  );

  it('two cases that ask for one account at once, for each other’s e-mail, or in a circle never wait for ever', async () => {
    const jon = await desk.signedIn('agent');
    const [one, two] = [await aStory(desk, 'A'), await aStory(desk, 'A')];
    const cases = [
      await aVerifiedCase(desk, mira.id, one),
      await aVerifiedCase(desk, jon.id, two),
      await aVerifiedCase(desk, jon.id, one),
    ] as const;
    const [first, second] = [anEmailAddress('first'), anEmailAddress('second')];
    await reassign(mira, cases[0], one.old.id, first);
    await reassign(jon, cases[1], two.old.id, second);
    // Both have run out: each may take over the other's, and gives up its own.
    await desk.sql(`update identifier_claim set expires_at = now() - interval '1 second'`);
    await desk.sql(`update identifier_change set expires_at = now() - interval '1 second'`);
    await desk.sql(`update challenge set created_at = created_at - interval '1 hour'`);
    const answers = await Promise.all([
      reassign(mira, cases[0], one.old.id, second),
      reassign(jon, cases[1], two.old.id, first),
      reassign(jon, cases[2], one.old.id, anEmailAddress('third')),
    ]);
    for (const { status, body } of answers)
      expect([201, 'email-claimed', 'change-already-pending', 'code-too-soon']).toContain(
        status === 201 ? 201 : body.code,
      );
    const claims = await desk.sql<{ normalised: string; n: number }>(
      `select c.normalised, count(i.id)::int as n from identifier_claim c
         left join identifier i on i.normalised = c.normalised and i.state = 'pending' group by 1`,
    );
    for (const claim of claims) expect(claim.n).toBe(1);
  });
});
