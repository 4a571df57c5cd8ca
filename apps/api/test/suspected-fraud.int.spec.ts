import type { CaseView, NoticeView } from '@relink/contract';
import { aCase, anEmailAddress, aStory, type Story } from '@relink/testing';
import { Customer } from './harness/customer.ts';
import { aVerifiedCase } from './harness/story.ts';
import { type Answer, type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };

describe('suspected fraud', () => {
  let desk: TestDesk;
  let mira: Agent;
  let jon: Agent;
  let sara: Agent;
  let story: Story;

  beforeEach(async () => {
    desk = await TestDesk.open({}, { work: true });
    [mira, jon, sara] = [
      await desk.signedIn('agent'),
      await desk.signedIn('agent'),
      await desk.signedIn('supervisor'),
    ];
    story = await aStory(desk, 'A');
  });
  afterEach(() => desk.close());

  const code = (answer: Answer) => (answer.body as { code: string }).code;
  const report = (agent: Agent, id: string) => agent.post<CaseView>(`/api/cases/${id}/suspected-fraud`, {});
  const view = async (agent: Agent, id: string) => (await agent.get<CaseView>(`/api/cases/${id}`)).body;
  const notices = async (agent: Agent, filter: object = { settled: false }) => {
    const query = new URLSearchParams({ filter: JSON.stringify(filter) });
    return (await agent.get<NoticeView[]>(`/api/notices?${query.toString()}`)).body;
  };
  const reassign = (agent: Agent, id: string, email: string) =>
    agent.post(`/api/cases/${id}/email-reassignments`, { accountId: story.old.id, email });
  const lockOf = (seen: CaseView) => seen.accounts.find(({ accountId }) => accountId === story.old.id);
  const lift = (agent: Agent, id: string) =>
    agent.post(`/api/cases/${id}/lock-lifts`, { accountId: story.old.id, reason: 'It was her.' });

  it('one press shuts every account of the case, and what was waiting is given up', async () => {
    const id = await aVerifiedCase(desk, mira.id, story);
    const email = anEmailAddress('asha.new');
    expect((await reassign(mira, id, email)).status).toBe(201);
    const received = await new Customer(desk).received(email, 'email-confirmation');
    expect((await report(mira, id)).status).toBe(200);
    const locks = await desk.sql<{ account_id: string; days: number }>(
      `select account_id, round(extract(epoch from until - at) / 86400)::int as days from verification_lock
        where kind = 'suspected-fraud' and case_id = $1`,
      [id],
    );
    expect(locks.map(({ account_id }) => account_id).sort()).toEqual(
      [story.old.id, story.duplicate.id].sort(),
    );
    expect(locks.map(({ days }) => days)).toEqual([30, 30]);
    expect((await new Customer(desk).confirm(received)).status).toBe(422);
    const changes = await desk.sql('select state from identifier_change where case_id = $1', [id]);
    expect(changes).toEqual([{ state: 'cancelled' }]);
    expect(await desk.sql('select 1 from identifier_claim where normalised = $1', [email])).toEqual([]);
  });

  it('a fraud with a second call to another agent finds the change of that case given up too', async () => {
    const other = await aVerifiedCase(desk, jon.id, story);
    const email = anEmailAddress('asha.other');
    await reassign(jon, other, email);
    const received = await new Customer(desk).received(email, 'email-confirmation');
    const { id } = await aCase(desk, { agentId: mira.id, claimed: story.old.id });
    await report(mira, id);
    expect((await new Customer(desk).confirm(received)).status).toBe(422);
    expect(code(await reassign(jon, other, email))).toBe('account-locked');
  });

  it('every way back is refused at the desk, to whoever works the account', async () => {
    const id = await aVerifiedCase(desk, mira.id, story);
    const other = await aVerifiedCase(desk, jon.id, story);
    await report(mira, id);
    const accountId = story.old.id;
    const challenge = { accountId, identifierId: story.old.phone.id, purpose: 'evidence' };
    const answers = [
      { kind: 'full_name', fullName: 'a' },
      { kind: 'username', username: 'b' },
    ];
    const tries = [
      await jon.post(`/api/cases/${other}/challenges`, challenge),
      await jon.post(`/api/cases/${other}/evidence`, { accountId, answers }),
      await reassign(jon, other, anEmailAddress('x')),
      await jon.post(`/api/cases/${other}/session-revocations`, { accountId }),
    ];
    expect(tries.map(code)).toEqual(tries.map(() => 'account-locked'));
  });

  it('looks to another agent, word for word, like a lock of failed rounds; a supervisor knows', async () => {
    const id = await aVerifiedCase(desk, mira.id, story);
    const { body } = await report(mira, id);
    for (const seen of [body, await view(mira, id), await view(jon, id)]) {
      expect(JSON.stringify(seen)).not.toMatch(/fraud-suspected|"suspected-fraud"/);
      expect(lockOf(seen)?.lock).toBeNull();
      const ends = Date.parse(lockOf(seen)?.lockedUntil ?? '') - Date.now();
      expect(ends).toBeGreaterThan(0);
      expect(ends).toBeLessThanOrEqual(24 * 3_600_000);
      expect(seen.timeline.map(({ action }) => action)).toContain('evidence.account-locked');
    }
    const told = await view(sara, id);
    expect(lockOf(told)?.lock).toMatchObject({ kind: 'suspected-fraud' });
    expect(told.timeline.map(({ action }) => action)).toContain('case.fraud-suspected');
    expect((await jon.get('/api/notices')).status).toBe(403);
    expect((await jon.get(`/api/audit-events`)).status).toBe(403);
  });

  it('is still in force, and still ends tomorrow to the eye, after three weeks', async () => {
    const id = await aVerifiedCase(desk, mira.id, story);
    await report(mira, id);
    const ends = await desk.sql<{ until: Date }>('select until from verification_lock limit 1');
    desk.pass({ days: 21 });
    const ada = await desk.signedIn('agent');
    desk.pass({ minutes: 1 });
    const seen = lockOf(await view(ada, id))?.lockedUntil ?? '';
    expect(Date.parse(seen)).toBeLessThan(ends[0]?.until.getTime() ?? 0);
    expect(Date.parse(seen) - Date.now()).toBeGreaterThan(21 * 24 * 3_600_000);
  });

  it('on the portal a forgotten password gets the same answer, and no message', async () => {
    const { id } = await aCase(desk, { agentId: mira.id, claimed: story.duplicate.id });
    const email = story.duplicate.email.normalised;
    const forgot = () => desk.browser().post<object>('/api/portal/forgot-password', { email });
    const before = await forgot();
    const sent = await messageTo(email);
    await report(mira, id);
    desk.pass({ minutes: 5 });
    const after = await forgot();
    expect([after.status, Object.keys(after.body)]).toEqual([before.status, Object.keys(before.body)]);
    await refusedReset();
    expect(await messageTo(email)).toEqual(sent);
    const held = await desk.sql<{ superseded_at: Date | null }>(
      `select superseded_at from challenge where purpose = 'password-reset' and destination = $1`,
      [email],
    );
    expect(held.map(({ superseded_at }) => superseded_at !== null)).toEqual([true]);
  });

  const until = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
    for (let tries = 0; tries < 200; tries += 1) {
      const found = await look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('It did not come.');
  };
  const messageTo = (email: string) =>
    until(async () => {
      const rows = await desk.sql<{ id: string }>(
        `select id from message where destination = $1 and template = 'password-reset'`,
        [email],
      );
      return rows.length === 0 ? undefined : rows;
    });
  const refusedReset = () =>
    until(async () => {
      const rows = await desk.sql<{ canonical: Buffer }>(
        `select canonical from audit_event where action = 'credential.reset-sent' and outcome = 'refused'`,
      );
      return rows.find(({ canonical }) => canonical.toString().includes('account-locked'));
    });

  it('a supervisor is told once, finds the case, and takes the notice off the list with a reason', async () => {
    const id = await aVerifiedCase(desk, mira.id, story);
    await report(mira, id);
    await report(mira, id);
    const [notice, ...more] = await notices(sara);
    expect(more).toEqual([]);
    expect(notice).toMatchObject({
      kind: 'suspected-fraud',
      caseId: id,
      accountId: story.old.id,
      agentId: mira.id,
    });
    const settle = () =>
      sara.post<NoticeView>(`/api/notices/${String(notice?.id)}/settle`, { reason: 'Called her.' });
    expect((await settle()).body).toMatchObject({ settleReason: 'Called her.' });
    expect((await settle()).status).toBe(409);
    expect(await notices(sara)).toEqual([]);
    expect(await notices(sara, { settled: true })).toHaveLength(1);
  });

  it('nobody lifts the lock they asked for, and nobody settles what they reported', async () => {
    const id = await aVerifiedCase(desk, sara.id, story);
    await report(sara, id);
    expect(code(await lift(sara, id))).toBe('another-person-needed');
    const verdict = (await view(sara, id)).allowedActions.find(
      ({ action, accountId }) => action === 'lift-lock' && accountId === story.old.id,
    );
    expect(verdict).toMatchObject({ allowed: false, missing: ['not-own-guess'] });
    const [notice] = await notices(sara);
    expect(code(await sara.post(`/api/notices/${String(notice?.id)}/settle`, {}))).toBe('own-notice');
    const tom = await desk.signedIn('supervisor');
    expect((await lift(tom, id)).status).toBe(200);
    expect(lockOf(await view(tom, id))).toMatchObject({ lockedUntil: null, lock: null });
  });

  it('only the agent of the case reports it, and each try of others is recorded', async () => {
    const id = await aVerifiedCase(desk, mira.id, story);
    for (const other of [jon, sara]) expect(code(await report(other, id))).toBe('not-your-case');
    expect(await desk.sql('select 1 from verification_lock')).toEqual([]);
    const tried = await desk.sql(
      `select 1 from audit_event where case_id = $1 and action = 'case.fraud-suspected' and outcome = 'refused'`,
      [id],
    );
    expect(tried).toHaveLength(2);
  });

  it('an agent who fails on too many accounts is stopped, and a supervisor is told once', async () => {
    const wrong = [
      { kind: 'full_name', fullName: 'Nobody At All' },
      { kind: 'username', username: 'nobody' },
    ];
    for (let account = 0; account < 6; account += 1) {
      const { old } = await aStory(desk, 'A');
      const { id } = await aCase(desk, { agentId: mira.id, claimed: old.id });
      await mira.post(`/api/cases/${id}/evidence`, { accountId: old.id, answers: wrong });
    }
    expect(await notices(sara)).toMatchObject([{ kind: 'agent-stopped', agentId: mira.id }]);
  });
});
