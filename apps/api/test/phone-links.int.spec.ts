import type { CaseView, LinkPhoneResponse } from '@relink/contract';
import { anAccount, anEmailAddress, anIdentifier, anOrder, aPhoneNumber, aStory } from '@relink/testing';
import { Customer, toldOf } from './harness/customer.ts';
import { aVerifiedCase } from './harness/story.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };
type Problem = { code: string; errors?: Record<string, string>; details?: Record<string, unknown> };

describe('linking a phone to an account', () => {
  let desk: TestDesk;
  let mira: Agent;
  let customer: Customer;

  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    customer = new Customer(desk);
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.sql('delete from rate_limit'));

  const link = (caseId: string, accountId: string, phone: string, agent: Agent = mira) =>
    agent.post<LinkPhoneResponse & Problem>(`/api/cases/${caseId}/phone-links`, { accountId, phone });
  const load = async (caseId: string) => (await mira.get<CaseView>(`/api/cases/${caseId}`)).body;
  const phonesOf = (accountId: string) =>
    desk.sql<{ value: string; state: string; release_reason: string | null; taken: string | null }>(
      `select value, state, release_reason, taken_by_account_id as taken from identifier
        where account_id = $1 and kind = 'phone' and use = 'login' order by created_at, id`,
      [accountId],
    );
  const versionOf = async (accountId: string) => {
    const [row] = await desk.sql<{ v: string }>('select security_version as v from account where id = $1', [
      accountId,
    ]);
    return Number(row?.v);
  };
  const stateOf = async (changeId: string) => {
    const [row] = await desk.sql<{ state: string }>('select state from identifier_change where id = $1', [
      changeId,
    ]);
    return row?.state;
  };
  const holdersOf = async (phone: string) =>
    (
      await desk.sql<{ id: string }>(
        `select account_id as id from identifier where normalised = $1 and use = 'login' and state = 'verified'`,
        [phone],
      )
    ).map(({ id }) => id);
  const answerPhone = async (phone: string) =>
    customer.answer(await customer.received(phone, 'phone-confirmation'));
  /** Somebody else’s account, worth something, with that phone and an e-mail of long standing. */
  const aStranger = async (
    phone: string,
    given: { email?: string } = { email: anEmailAddress('ravi.elsewhere') },
  ) => {
    const account = await anAccount(desk, { firstName: 'Ravi', lastName: 'Shah', phone, ...given });
    await anOrder(desk, { accountId: account.id });
    return account;
  };

  it('waits for a code to the number, tells every other contact twice, and replaces the phone that signed in', async () => {
    const story = await aStory(desk, 'A');
    const email = await anIdentifier(desk, {
      accountId: story.old.id,
      kind: 'email',
      value: anEmailAddress(),
    });
    const caseId = await aVerifiedCase(desk, mira.id, story);
    const phone = aPhoneNumber();
    const answer = await link(caseId, story.old.id, `0${phone.slice(3)}`);
    expect(answer).toMatchObject({ status: 201, body: { accountId: story.old.id, state: 'pending' } });
    expect(await toldOf(desk, 'phone-change-requested', story.old.id)).toEqual(
      expect.arrayContaining([story.phone, email.normalised]),
    );
    expect(await holdersOf(phone)).toEqual([]);

    expect(await answerPhone(phone)).toMatchObject({
      status: 200,
      body: { accepted: true, purpose: 'phone-confirmation', waitsForAgreement: false },
    });
    expect(await phonesOf(story.old.id)).toMatchObject([
      { value: story.phone, state: 'released', release_reason: 'replaced' },
      { value: phone, state: 'verified' },
    ]);
    expect(await toldOf(desk, 'phone-change-effective', story.old.id)).toEqual(
      expect.arrayContaining([story.phone, email.normalised]),
    );
    expect(await stateOf(answer.body.id)).toBe('effective');
    expect(await versionOf(story.old.id)).toBe(3);
    expect(await desk.sql('select 1 from identifier_claim where account_id = $1', [story.old.id])).toEqual(
      [],
    );
  });

  it('moves it away from the proven duplicate in one transaction, and both accounts’ contacts are told', async () => {
    const story = await aStory(desk, 'B');
    const caseId = await aVerifiedCase(desk, mira.id, story);
    expect(await link(caseId, story.old.id, story.phone)).toMatchObject({
      status: 409,
      body: {
        code: 'phone-on-duplicate',
        details: { next: 'send-code-to-duplicate', identifierId: story.duplicate.email.id },
      },
    });
    await mira.post(`/api/cases/${caseId}/challenges`, {
      accountId: story.duplicate.id,
      identifierId: story.duplicate.email.id,
      purpose: 'identifier-move',
    });
    await customer.answer(await customer.received(story.duplicate.email.normalised, 'identifier-move-code'));
    expect((await link(caseId, story.old.id, story.phone)).body.state).toBe('pending');
    expect(await holdersOf(story.phone)).toEqual([story.duplicate.id]);
    expect((await answerPhone(story.phone)).status).toBe(200);
    expect(await holdersOf(story.phone)).toEqual([story.old.id]);
    expect(await phonesOf(story.duplicate.id)).toMatchObject([
      { state: 'released', release_reason: 'taken', taken: story.old.id },
    ]);
    expect(await toldOf(desk, 'phone-moved-away', story.duplicate.id)).toEqual([
      story.duplicate.email.normalised,
    ]);
    expect([await versionOf(story.old.id), await versionOf(story.duplicate.id)]).toEqual([3, 2]);
  });

  it('of a stranger moves only once that account has agreed by a code to another contact of it', async () => {
    const story = await aStory(desk, 'A');
    const caseId = await aVerifiedCase(desk, mira.id, story);
    const phone = aPhoneNumber();
    const stranger = await aStranger(phone);
    const asked = await link(caseId, story.old.id, phone);
    expect(asked.body.state).toBe('pending');
    expect(await answerPhone(phone)).toMatchObject({ status: 200, body: { waitsForAgreement: true } });
    expect(await holdersOf(phone)).toEqual([stranger.id]);
    expect(await stateOf(asked.body.id)).toBe('pending');
    const seen = JSON.stringify(await load(caseId));
    for (const theirs of [stranger.id, 'elsewhere', 'Ravi']) expect(seen).not.toContain(theirs);

    const email = stranger.identifiers.email?.normalised ?? '';
    const agreement = await customer.received(email, 'identifier-move-code');
    expect(await customer.answer({ ...agreement, code: customer.wrong(agreement) })).toMatchObject({
      status: 422,
    });
    expect(await holdersOf(phone)).toEqual([stranger.id]);
    expect((await customer.answer(agreement)).status).toBe(200);
    expect(await holdersOf(phone)).toEqual([story.old.id]);
    expect(await versionOf(stranger.id)).toBe(2);
    expect(await stateOf(asked.body.id)).toBe('effective');
  });

  it('sends the agent on where the number’s account cannot agree: it has nothing but that very phone', async () => {
    const story = await aStory(desk, 'A');
    const caseId = await aVerifiedCase(desk, mira.id, story);
    const phone = aPhoneNumber();
    const stranger = await aStranger(phone, {});
    expect(await link(caseId, story.old.id, phone)).toMatchObject({
      status: 409,
      body: { code: 'phone-in-use', details: { next: 'ask-for-another-phone' } },
    });
    expect(await holdersOf(phone)).toEqual([stranger.id]);
  });

  it('is judged again when its code is answered: a stranger who took the number meanwhile keeps it', async () => {
    const story = await aStory(desk, 'A');
    const caseId = await aVerifiedCase(desk, mira.id, story);
    const phone = aPhoneNumber();
    const asked = await link(caseId, story.old.id, phone);
    const stranger = await aStranger(phone, {});
    expect(await answerPhone(phone)).toMatchObject({ status: 409, body: { code: 'phone-in-use' } });
    expect(await holdersOf(phone)).toEqual([stranger.id]);
    expect(await stateOf(asked.body.id)).toBe('cancelled');
    expect(await versionOf(stranger.id)).toBe(1);
  });

  it('cannot be agreed to for an account that lost the contact meanwhile, nor for another change', async () => {
    const story = await aStory(desk, 'A');
    const caseId = await aVerifiedCase(desk, mira.id, story);
    const phone = aPhoneNumber();
    const stranger = await aStranger(phone);
    const first = await link(caseId, story.old.id, phone);
    await answerPhone(phone);
    const email = stranger.identifiers.email?.normalised ?? '';
    const agreement = await customer.received(email, 'identifier-move-code');
    const cancelled = await mira.post(`/api/cases/${caseId}/email-reassignments/${first.body.id}/cancel`, {
      reason: 'Wrong number.',
    });
    expect(cancelled.status).toBe(200);
    expect(await customer.answer(agreement)).toMatchObject({ body: { code: 'code-not-accepted' } });
    expect(await holdersOf(phone)).toEqual([stranger.id]);
  });

  it('is shown in the case while it waits, sent again after a pause, and cancelled by its agent alone', async () => {
    const story = await aStory(desk, 'A');
    const caseId = await aVerifiedCase(desk, mira.id, story);
    const phone = aPhoneNumber();
    const { body } = await link(caseId, story.old.id, phone);
    const shown = (await load(caseId)).accounts.find(({ accountId }) => accountId === story.old.id);
    expect(shown?.pendingPhone).toMatchObject({ changeId: body.id, display: phone });
    const path = `/api/cases/${caseId}/email-reassignments/${body.id}`;
    expect((await mira.post(`${path}/confirmations`, {})).body).toMatchObject({ code: 'code-too-soon' });
    desk.pass({ minutes: 3 });
    expect((await mira.post(`${path}/confirmations`, {})).status).toBe(201);
    const other = await desk.signedIn('supervisor');
    expect((await other.post(`${path}/cancel`, { reason: 'x' })).body).toMatchObject({
      code: 'not-your-case',
    });
    expect((await mira.post(`${path}/cancel`, { reason: 'She spelt it again.' })).status).toBe(200);
    expect(await answerPhone(phone)).toMatchObject({ status: 422, body: { code: 'code-not-accepted' } });
    expect(await holdersOf(phone)).toEqual([]);
  });

  it.each([
    ['freephone number', '+18005550199'],
    ['fixed line', '+912226403101'],
    ['text', 'asha'],
    ['number that nobody can have', '+9112'],
  ])('takes no %s: a code by SMS would not arrive, or cost a premium', async (_, phone) => {
    const story = await aStory(desk, 'A');
    const caseId = await aVerifiedCase(desk, mira.id, story);
    const { status, body } = await link(caseId, story.old.id, phone);
    expect([status, body.code, Object.keys(body.errors ?? {})]).toEqual([422, 'invalid-input', ['phone']]);
  });

  it('goes to one of two accounts that ask for the same number at once', async () => {
    const phone = aPhoneNumber();
    const stories = [await aStory(desk, 'A'), await aStory(desk, 'A')];
    const asked = await Promise.all(
      stories.map(async (story) => link(await aVerifiedCase(desk, mira.id, story), story.old.id, phone)),
    );
    expect(asked.map(({ body, status }) => (status === 201 ? body.state : body.code)).toSorted()).toEqual([
      'pending',
      'phone-claimed',
    ]);
    const received = await customer.received(phone, 'phone-confirmation');
    const answers = await Promise.all([customer.answer(received), customer.answer(received)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422]);
    expect(await holdersOf(phone)).toHaveLength(1);
  });

  it('needs a verified caller, and says so of a number that is there already', async () => {
    const story = await aStory(desk, 'A');
    const caseId = await aVerifiedCase(desk, mira.id, story);
    expect((await link(caseId, story.old.id, story.phone)).body.code).toBe('phone-already-yours');
    const longAgo = new Date(Date.now() - 40 * 60_000).toISOString();
    const faded = await aStory(desk, 'A');
    const fadedCase = await aVerifiedCase(desk, mira.id, faded, longAgo);
    const refused = await link(fadedCase, faded.old.id, aPhoneNumber());
    expect([refused.status, refused.body.code]).toEqual([409, 'assurance-too-low']);
  });
});
