import { randomUUID } from 'node:crypto';
import type { LooksView, Problem, RevealView } from '@relink/contract';
import { aCase, anAnsweredCode, aRound, aStory, type Story } from '@relink/testing';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };
type Told = RevealView & Problem;

const REASON = 'The caller asks which number we have.';

describe('revealing one field', () => {
  let desk: TestDesk;
  let mira: Agent;
  let selma: Agent;

  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    selma = await desk.signedIn('supervisor');
  });
  afterAll(() => desk.close());

  const stage = async (verified: boolean, agent = mira): Promise<{ story: Story; caseId: string }> => {
    const story = await aStory(desk, 'A');
    const { id: caseId } = await aCase(desk, { agentId: agent.id, claimed: story.old.id });
    const about = { caseId, accountId: story.old.id, agentId: agent.id };
    if (verified) {
      await aRound(desk, about);
      await anAnsweredCode(desk, { ...about, identifier: story.old.phone });
    }
    return { story, caseId };
  };
  const phoneOf = async (accountId: string): Promise<string> => {
    const [row] = await desk.sql<{ id: string }>(
      `select id from identifier where account_id = $1 and kind = 'phone' limit 1`,
      [accountId],
    );
    return row!.id;
  };
  const reveal = (
    agent: Browser,
    caseId: string,
    accountId: string,
    field: object,
    headers: Record<string, string> = {},
  ) => agent.post<Told>(`/api/cases/${caseId}/reveals`, { accountId, field, reason: REASON }, headers);
  const events = (accountId: string) =>
    desk.sql<{ outcome: string; canonical: Buffer }>(
      `select outcome, canonical from audit_event where action = 'account.revealed' and account_id = $1 order by at, id`,
      [accountId],
    );

  it('shows it to the agent of a verified caller for a minute, and records neither the value nor the reason in clear', async () => {
    const { story, caseId } = await stage(true);
    const identifierId = await phoneOf(story.old.id);
    const key = { 'idempotency-key': 'the-same-reveal' };
    const { status, body, headers } = await reveal(mira, caseId, story.old.id, { identifierId }, key);
    expect([status, body.value]).toEqual([201, story.phone]);
    expect(headers.get('cache-control')).toBe('no-store');
    const seconds = (Date.parse(body.until) - Date.now()) / 1000;
    expect(seconds).toBeGreaterThan(30);
    expect(seconds).toBeLessThanOrEqual(61);
    const [event] = await events(story.old.id);
    const text = event!.canonical.toString();
    expect(text).toContain('"identifierKind":"phone"');
    expect(text).not.toContain(story.phone);
    expect(text).not.toContain('caller asks');
    const [kept] = await desk.sql<{ result: unknown }>(
      `select result from idempotent_request where key = 'the-same-reveal'`,
    );
    expect(JSON.stringify(kept)).not.toContain(story.phone);
    // The same request again has no second effect; after its time it shows nothing.
    expect((await reveal(mira, caseId, story.old.id, { identifierId }, key)).body).toMatchObject({
      id: body.id,
      until: body.until,
    });
    expect(await events(story.old.id)).toHaveLength(1);
    desk.pass({ minutes: 1 });
    const late = await reveal(mira, caseId, story.old.id, { identifierId }, key);
    expect(late).toMatchObject({ status: 409, body: { code: 'reveal-over' } });
    expect(JSON.stringify(late.body)).not.toContain(story.phone);
  });

  it('is no answer sheet: before the caller is verified nobody sees anything in a case of their own', async () => {
    for (const agent of [mira, selma]) {
      const { story, caseId } = await stage(false, agent);
      const identifierId = await phoneOf(story.old.id);
      for (const field of [{ identifierId }, { part: 'name' }, { part: 'address' }, { part: 'last-order' }]) {
        const { status, body } = await reveal(agent, caseId, story.old.id, field);
        expect([status, body.code]).toEqual([409, 'own-case-unverified']);
        for (const value of story.personal) expect(JSON.stringify(body)).not.toContain(value);
      }
      const asked = { field: { identifierId }, reason: REASON };
      const outside = await selma.post<Told>(`/api/accounts/${story.old.id}/reveals`, asked);
      expect(outside.status).toBe(agent === selma ? 409 : 201);
      expect((await events(story.old.id)).slice(0, 4).map(({ outcome }) => outcome)).toEqual(
        Array(4).fill('refused'),
      );
    }
  });

  it('of another agent’s case, of an account that is not in it, or of a field that is not there is refused and recorded', async () => {
    const { story, caseId } = await stage(true);
    const jon = await desk.signedIn('agent');
    const other = await aStory(desk, 'A');
    const identifierId = await phoneOf(story.old.id);
    expect((await reveal(jon, caseId, story.old.id, { identifierId })).body.code).toBe('case-needed');
    expect((await reveal(mira, caseId, other.old.id, { part: 'name' })).body.code).toBe('case-needed');
    const foreign = await phoneOf(other.old.id);
    expect((await reveal(mira, caseId, story.old.id, { identifierId: foreign })).status).toBe(404);
    const outside = await mira.post<Told>(`/api/accounts/${story.old.id}/reveals`, {
      field: { identifierId },
      reason: REASON,
    });
    expect(outside).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
    const noReason = { accountId: story.old.id, field: { identifierId }, reason: 'hm' };
    expect((await mira.post(`/api/cases/${caseId}/reveals`, noReason)).status).toBe(422);
    expect((await events(story.old.id)).map(({ outcome }) => outcome)).toEqual(['refused']);
  });

  it('makes a fact no evidence afterwards, for the case’s agent too when a supervisor saw it', async () => {
    const { story, caseId } = await stage(false);
    const identifierId = await phoneOf(story.old.id);
    expect((await reveal(selma, caseId, story.old.id, { identifierId })).status).toBe(201);
    expect((await reveal(selma, caseId, story.old.id, { part: 'address' })).status).toBe(201);
    const { status, body } = await mira.post<Problem>(`/api/cases/${caseId}/evidence`, {
      accountId: story.old.id,
      answers: [
        { kind: 'linked_phone_number', phone: story.phone },
        { kind: 'shipping_address', street: '14 Lotus Street', postcode: '395007' },
      ],
    });
    expect([status, body.code]).toEqual([422, 'answer-excluded']);
    expect(Object.keys(body.errors ?? {})).toEqual(['answers.0.kind', 'answers.1.kind']);
  });

  it('shows a page outside a case with its identifiers masked, and each of them by a reveal', async () => {
    const story = await aStory(desk, 'A');
    const page = await selma.get(`/api/accounts/${story.old.id}?reason=${encodeURIComponent(REASON)}`);
    expect(page.status).toBe(200);
    expect(JSON.stringify(page.body)).not.toContain(story.phone);
    const field = { identifierId: await phoneOf(story.old.id) };
    const { body } = await selma.post<Told>(`/api/accounts/${story.old.id}/reveals`, {
      field,
      reason: REASON,
    });
    expect(body.value).toBe(story.phone);
  });

  it('a hundred at once show no more than twenty, across sessions; a supervisor is told once, and grants more', async () => {
    const greta = await desk.signedIn('agent', 'greta');
    const { story, caseId } = await stage(true, greta);
    const identifierId = await phoneOf(story.old.id);
    // Whoever finds the desk too busy asks again by the same key: nothing is done twice.
    const insist = async (): Promise<Awaited<ReturnType<typeof reveal>>> => {
      const key = { 'idempotency-key': randomUUID() };
      for (;;) {
        const answer = await reveal(greta, caseId, story.old.id, { identifierId }, key);
        if (![409, 503].includes(answer.status)) return answer;
      }
    };
    const all = await Promise.all(Array.from({ length: 100 }, insist));
    const shown = all.filter(({ status }) => status === 201);
    const refused = all.filter(({ status }) => status !== 201);
    expect(shown).toHaveLength(20);
    expect(new Set(refused.map(({ body }) => body.code))).toEqual(new Set(['reveal-limit-reached']));
    expect(refused[0]!.body.details).toMatchObject({ retryAfterSeconds: expect.any(Number) as number });
    expect(await events(story.old.id)).toHaveLength(100);
    const notices = await desk.sql<{ kind: string }>(
      `select kind from notice where agent_id = $1 and limit_name = 'reveals-per-hour' order by kind`,
      [greta.id],
    );
    expect(notices.map(({ kind }) => kind)).toEqual(['limit-near', 'limit-reached']);
    const { body: looks } = await greta.get<LooksView>('/api/looks');
    expect(looks.room).toContainEqual({ limit: 'reveals-per-hour', used: 20, most: 20, near: true });
    const grant = { kind: 'reveal', extra: 2, reason: 'A long call with one customer.' };
    expect((await greta.post(`/api/agents/${greta.id}/look-grants`, grant)).status).toBe(403);
    const own = await selma.post<Problem>(`/api/agents/${selma.id}/look-grants`, grant);
    expect(own).toMatchObject({ status: 403, body: { code: 'own-limit' } });
    expect((await selma.post(`/api/agents/${greta.id}/look-grants`, grant)).status).toBe(201);
    const more = await Promise.all(Array.from({ length: 5 }, insist));
    expect(more.filter(({ status }) => status === 201)).toHaveLength(2);
  });
});
