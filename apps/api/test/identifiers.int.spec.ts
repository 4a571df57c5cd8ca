import type { CaseView, ReassignEmailResponse } from '@relink/contract';
import { anAccount, anAnsweredCode, anEmailAddress, anIdentifier, aStory, daysAgo } from '@relink/testing';
import { Customer, toldOf } from './harness/customer.ts';
import { aVerifiedCase } from './harness/story.ts';
import { type Answer, type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };
type Problem = { code: string; errors?: Record<string, string>; details?: Record<string, unknown> };

describe('giving an account an e-mail', () => {
  let desk: TestDesk;
  let mira: Agent;
  let jon: Agent;
  let customer: Customer;

  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    jon = await desk.signedIn('agent');
    customer = new Customer(desk);
  });
  afterAll(() => desk.close());

  const reassign = (agent: Agent, caseId: string, accountId: string, email: string, headers = {}) =>
    agent.post<ReassignEmailResponse & Problem>(
      `/api/cases/${caseId}/email-reassignments`,
      { accountId, email },
      headers,
    );
  const cancel = (agent: Agent, caseId: string, changeId: string) =>
    agent.post<CaseView & Problem>(`/api/cases/${caseId}/email-reassignments/${changeId}/cancel`, {
      reason: 'She spelt it again.',
    });
  const events = async (caseId: string, outcome = 'done') =>
    (
      await desk.sql<{ action: string }>(
        'select action from audit_event where case_id = $1 and outcome = $2 order by at, id',
        [caseId, outcome],
      )
    ).map(({ action }) => action);
  const emailsOf = (accountId: string) =>
    desk.sql<{ value: string; state: string; release_reason: string | null; origin: string }>(
      `select value, state, release_reason, origin from identifier where account_id = $1 and kind = 'email' order by created_at, id`,
      [accountId],
    );
  const versionOf = async (accountId: string) => {
    const [row] = await desk.sql<{ v: string }>('select security_version as v from account where id = $1', [
      accountId,
    ]);
    return Number(row?.v);
  };
  const code = (answer: Answer) => (answer.body as Problem).code;

  it('waits until its holder confirms it, tells every other contact at both times, and then signs in', async () => {
    const story = await aStory(desk, 'A');
    await anIdentifier(desk, {
      accountId: story.old.id,
      kind: 'email',
      value: anEmailAddress('order'),
      use: 'contact',
    });
    const caseId = await aVerifiedCase(desk, mira.id, story);
    await desk.sql('update case_account set email_reported_lost = true where case_id = $1', [caseId]);
    const email = anEmailAddress('Asha.New');

    const answer = await reassign(mira, caseId, story.old.id, email);
    expect(answer).toMatchObject({ status: 201, body: { accountId: story.old.id, state: 'pending' } });
    expect(answer.body.planHash).toMatch(/^[0-9a-f]{64}$/);
    expect(await emailsOf(story.old.id)).toMatchObject([
      { state: 'verified' },
      { value: email, state: 'pending', origin: 'case' },
    ]);
    expect(await toldOf(desk, 'email-change-requested', story.old.id)).toHaveLength(2);
    expect(await toldOf(desk, 'email-confirmation', story.old.id)).toEqual([email.toLowerCase()]);
    expect(await versionOf(story.old.id)).toBe(2);

    const received = await customer.received(email.toLowerCase(), 'email-confirmation');
    expect(await customer.confirm(received)).toMatchObject({
      status: 200,
      body: { accepted: true, purpose: 'email-confirmation' },
    });
    expect(await emailsOf(story.old.id)).toMatchObject([{}, { value: email, state: 'verified' }]);
    expect(await toldOf(desk, 'email-change-effective', story.old.id)).toHaveLength(2);
    expect(await desk.sql('select 1 from identifier_claim where account_id = $1', [story.old.id])).toEqual(
      [],
    );
    expect(await desk.sql('select state from identifier_change where id = $1', [answer.body.id])).toEqual([
      { state: 'effective' },
    ]);
    expect(
      await desk.sql(
        'select email_reported_lost as lost from case_account where case_id = $1 and account_id = $2',
        [caseId, story.old.id],
      ),
    ).toEqual([{ lost: false }]);
    expect(await versionOf(story.old.id)).toBe(3);
    expect(await events(caseId)).toEqual([
      'identifier.email-requested',
      'challenge.answered',
      'identifier.email-effective',
    ]);
  });

  it('once only: the code of a confirmed e-mail, and the link again, are no longer accepted', async () => {
    const story = await aStory(desk, 'A');
    const caseId = await aVerifiedCase(desk, mira.id, story);
    const email = anEmailAddress();
    await reassign(mira, caseId, story.old.id, email);
    const received = await customer.received(email, 'email-confirmation');
    expect((await customer.answer(received)).status).toBe(200);
    expect(await customer.answer(received)).toMatchObject({
      status: 422,
      body: { code: 'code-not-accepted' },
    });
    expect(await customer.confirm(received)).toMatchObject({
      status: 422,
      body: { code: 'link-not-accepted' },
    });
    expect(code(await reassign(mira, caseId, story.old.id, email))).toBe('email-already-yours');
  });

  it('replaces the e-mail that signed in so far, and tells that one too', async () => {
    const story = await aStory(desk, 'A');
    const former = await anIdentifier(desk, {
      accountId: story.old.id,
      kind: 'email',
      value: anEmailAddress('old'),
    });
    const caseId = await aVerifiedCase(desk, mira.id, story);
    const email = anEmailAddress();
    await reassign(mira, caseId, story.old.id, email);
    await customer.confirm(await customer.received(email, 'email-confirmation'));
    expect(await emailsOf(story.old.id)).toMatchObject([
      { value: former.value, state: 'released', release_reason: 'replaced' },
      { value: email, state: 'verified' },
    ]);
    expect(await toldOf(desk, 'email-change-effective', story.old.id)).toContain(former.normalised);
    expect(await events(caseId)).toContain('identifier.released');
  });

  it('is one effect for the same request twice, and answers with what became of it', async () => {
    const story = await aStory(desk, 'A');
    const caseId = await aVerifiedCase(desk, mira.id, story);
    const email = anEmailAddress();
    const key = { 'idempotency-key': `give-${email}` };
    const first = await reassign(mira, caseId, story.old.id, email, key);
    const again = await reassign(mira, caseId, story.old.id, email, key);
    expect(again.body).toEqual(first.body);
    expect(await emailsOf(story.old.id)).toHaveLength(1);
    await customer.confirm(await customer.received(email, 'email-confirmation'));
    expect((await reassign(mira, caseId, story.old.id, email, key)).body).toMatchObject({
      id: first.body.id,
      state: 'effective',
    });
  });

  it('an e-mail that cannot be one is a field error', async () => {
    const story = await aStory(desk, 'A');
    const caseId = await aVerifiedCase(desk, mira.id, story);
    for (const email of [
      'nobody',
      'a b@mail.example',
      'as‮ha@mail.example',
      'x@',
      `${'a'.repeat(80)}@mail.example`,
    ]) {
      const answer = await reassign(mira, caseId, story.old.id, email);
      expect([email, answer.status, Object.keys(answer.body.errors ?? {})]).toEqual([email, 422, ['email']]);
    }
    const international = await reassign(mira, caseId, story.old.id, 'asha@büro.example');
    expect(international.status).toBe(201);
    const [stored] = await desk.sql(
      `select value, normalised from identifier where account_id = $1 and state = 'pending'`,
      [story.old.id],
    );
    expect(stored).toEqual({ value: 'asha@büro.example', normalised: 'asha@xn--bro-hoa.example' });
  });

  it('without a verified caller is refused with what is missing, and nothing is changed', async () => {
    const story = await aStory(desk, 'A');
    const caseId = await aVerifiedCase(desk, mira.id, story);
    await desk.sql('delete from challenge where case_id = $1', [caseId]);
    const answer = await reassign(mira, caseId, story.old.id, anEmailAddress());
    expect(answer).toMatchObject({
      status: 409,
      body: {
        code: 'assurance-too-low',
        details: { missing: ['assurance-verified', 'possession'], nextStep: 'send-a-code' },
      },
    });
    expect(await emailsOf(story.old.id)).toEqual([]);
    expect(await events(caseId, 'refused')).toEqual(['identifier.email-requested']);
  });

  describe('that signs in elsewhere', () => {
    it('on somebody else’s account, is refused without a word about that account', async () => {
      const story = await aStory(desk, 'A');
      const other = await anAccount(desk, { email: anEmailAddress() });
      const caseId = await aVerifiedCase(desk, mira.id, story);
      const answer = await reassign(mira, caseId, story.old.id, other.identifiers.email?.value ?? '');
      expect(answer).toMatchObject({
        status: 409,
        body: { code: 'email-in-use', details: { next: 'ask-for-another-email' } },
      });
      expect(JSON.stringify(answer.body)).not.toContain(other.id);
    });

    it('on her own duplicate outside the case, is refused with the way on', async () => {
      const story = await aStory(desk, 'A');
      const caseId = await aVerifiedCase(desk, mira.id, story);
      await desk.sql('delete from case_account where case_id = $1 and account_id = $2', [
        caseId,
        story.duplicate.id,
      ]);
      const answer = await reassign(mira, caseId, story.old.id, story.duplicate.email.value);
      expect(answer.body).toMatchObject({ code: 'email-on-duplicate', details: { next: 'add-duplicate' } });
    });

    it('on her own duplicate in the case, is moved once a code to that address is answered', async () => {
      const story = await aStory(desk, 'A');
      const caseId = await aVerifiedCase(desk, mira.id, story);
      const { email } = story.duplicate;
      const refused = await reassign(mira, caseId, story.old.id, email.value);
      expect(refused.body).toMatchObject({
        code: 'email-on-duplicate',
        details: { next: 'send-code-to-duplicate', identifierId: email.id },
      });
      const sent = await mira.post(`/api/cases/${caseId}/challenges`, {
        accountId: story.duplicate.id,
        identifierId: email.id,
        purpose: 'identifier-move',
      });
      expect(sent.status).toBe(201);
      await customer.answer(await customer.received(email.normalised, 'identifier-move-code'));

      const moved = await reassign(mira, caseId, story.old.id, email.value);
      expect(moved).toMatchObject({ status: 201, body: { state: 'effective' } });
      expect(await emailsOf(story.old.id)).toMatchObject([{ value: email.value, state: 'verified' }]);
      expect(await emailsOf(story.duplicate.id)).toMatchObject([
        { state: 'released', release_reason: 'moved-to-claimed-account' },
      ]);
      expect(await versionOf(story.duplicate.id)).toBe(2);
      expect(await toldOf(desk, 'email-change-effective', story.old.id)).toEqual([story.phone]);
      expect(await events(caseId)).toEqual([
        'challenge.sent',
        'challenge.answered',
        'identifier.released',
        'identifier.email-moved',
      ]);
    });

    it('a code answered in another case, or before a hand-over, moves nothing', async () => {
      const story = await aStory(desk, 'A');
      const caseId = await aVerifiedCase(desk, mira.id, story);
      const { email } = story.duplicate;
      const move = {
        accountId: story.duplicate.id,
        agentId: mira.id,
        identifier: email,
        proves: 'linked_email',
        purpose: 'identifier-move',
      } as const;
      const elsewhere = await aVerifiedCase(desk, mira.id, await aStory(desk, 'A'));
      await anAnsweredCode(desk, { ...move, caseId: elsewhere });
      await anAnsweredCode(desk, { ...move, caseId, at: daysAgo(1 / 24) });
      expect(code(await reassign(mira, caseId, story.old.id, email.value))).toBe('email-on-duplicate');
    });

    it('on a duplicate that has something at stake, stays there', async () => {
      const story = await aStory(desk, 'A');
      const caseId = await aVerifiedCase(desk, mira.id, story);
      await desk.sql('update account set has_balance = true where id = $1', [story.duplicate.id]);
      expect(code(await reassign(mira, caseId, story.old.id, story.duplicate.email.value))).toBe(
        'email-on-account-with-stake',
      );
    });
  });

  describe('at the same time as somebody else', () => {
    it('one of two agents wins, the other is refused at the request already', async () => {
      for (let round = 0; round < 5; round++) {
        const [hers, his] = [await aStory(desk, 'A'), await aStory(desk, 'A')];
        const [miras, jons] = [
          await aVerifiedCase(desk, mira.id, hers),
          await aVerifiedCase(desk, jon.id, his),
        ];
        await desk.sql(`update identifier_change set requested_at = requested_at - interval '2 days'`);
        const email = anEmailAddress('race');
        const answers = await Promise.all([
          reassign(mira, miras, hers.old.id, email),
          reassign(jon, jons, his.old.id, email),
        ]);
        expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
        const lost = answers.findIndex(({ status }) => status === 409);
        expect(answers[lost]?.body.code).toBe('email-claimed');
        expect(await emailsOf((lost === 0 ? hers : his).old.id)).toEqual([]);
        expect(await events(lost === 0 ? miras : jons, 'refused')).toEqual(['identifier.email-requested']);
        expect(await desk.sql('select 1 from identifier_claim where normalised = $1', [email])).toHaveLength(
          1,
        );
      }
    });

    it('an import that takes the e-mail meanwhile makes it a refusal, never a fault', async () => {
      const story = await aStory(desk, 'A');
      const caseId = await aVerifiedCase(desk, mira.id, story);
      const email = anEmailAddress();
      await reassign(mira, caseId, story.old.id, email);
      const other = await anAccount(desk);
      await desk.sql('begin');
      await anIdentifier(desk, { accountId: other.id, kind: 'email', value: email });
      const confirming = customer.confirm(await customer.received(email, 'email-confirmation'));
      for (let look = 0; look < 100; look++) {
        // Its own connection: the owner's is inside the transaction, but sees the locks of others.
        const waiting = await desk.sql(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        if (waiting.length > 0) break;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await desk.sql('commit');
      expect(await confirming).toMatchObject({ status: 422, body: { code: 'link-not-accepted' } });
      expect(await emailsOf(story.old.id)).toMatchObject([{ state: 'pending' }]);
      expect(await events(caseId, 'refused')).toEqual(['identifier.email-effective']);
    });
  });

  describe('cancelled', () => {
    it('is free again at once, and its code and link confirm nothing', async () => {
      const story = await aStory(desk, 'A');
      const caseId = await aVerifiedCase(desk, mira.id, story);
      const email = anEmailAddress();
      const { body } = await reassign(mira, caseId, story.old.id, email);
      const received = await customer.received(email, 'email-confirmation');
      const answer = await cancel(mira, caseId, body.id);
      expect(answer.status).toBe(200);
      expect(answer.body.accounts.filter(({ pendingEmail }) => pendingEmail !== null)).toEqual([]);
      expect(await customer.confirm(received)).toMatchObject({
        status: 422,
        body: { code: 'link-not-accepted' },
      });
      expect(await emailsOf(story.old.id)).toMatchObject([
        { state: 'released', release_reason: 'cancelled' },
      ]);
      const other = await aStory(desk, 'A');
      const next = await aVerifiedCase(desk, jon.id, other);
      // Nobody's mailbox is filled faster than every two minutes, whoever asks.
      expect(code(await reassign(jon, next, other.old.id, email))).toBe('code-too-soon');
      await desk.sql(`update challenge set created_at = created_at - interval '3 minutes'`);
      expect((await reassign(jon, next, other.old.id, email)).status).toBe(201);
      expect(await cancel(mira, caseId, body.id)).toMatchObject({
        status: 409,
        body: { code: 'case-state-conflict', details: { change: 'cancelled' } },
      });
      expect(await events(caseId)).toContain('identifier.email-cancelled');
    });

    it('by the case that asked for it only', async () => {
      const story = await aStory(desk, 'A');
      const caseId = await aVerifiedCase(desk, mira.id, story);
      const { body } = await reassign(mira, caseId, story.old.id, anEmailAddress());
      const elsewhere = await aVerifiedCase(desk, jon.id, story);
      expect(code(await cancel(jon, caseId, body.id))).toBe('not-your-case');
      expect((await cancel(jon, elsewhere, body.id)).status).toBe(404);
      expect(code(await reassign(jon, elsewhere, story.old.id, anEmailAddress()))).toBe(
        'change-already-pending',
      );
    });
  });

  it('typed wrongly first, gives way to the right one that the same case asks for', async () => {
    const story = await aStory(desk, 'A');
    const caseId = await aVerifiedCase(desk, mira.id, story);
    const [slip, right] = [anEmailAddress('ahsa'), anEmailAddress('asha')];
    await reassign(mira, caseId, story.old.id, slip);
    expect(code(await reassign(mira, caseId, story.old.id, slip))).toBe('change-already-pending');
    const slipped = await customer.received(slip, 'email-confirmation');
    expect((await reassign(mira, caseId, story.old.id, right)).status).toBe(201);
    expect((await customer.confirm(slipped)).status).toBe(422);
    expect((await customer.confirm(await customer.received(right, 'email-confirmation'))).status).toBe(200);
  });
});
