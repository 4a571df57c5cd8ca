import { hash } from '@node-rs/argon2';
import { randomUUID } from 'node:crypto';
import type { AgentView } from '@relink/contract';
import { DEMO_PASSWORD, FirstAgents } from '../src/features/agents/index.ts';
import { type Browser, PASSWORD, TestDesk } from './harness/test-desk.ts';

type Problem = { code: string; errors?: Record<string, string> };
type Told = { action: string; outcome: string; facts: Record<string, unknown> };

describe('the list of agents', () => {
  let desk: TestDesk;
  let admin: Browser & { id: string };
  beforeAll(async () => {
    desk = await TestDesk.open();
    admin = await desk.signedIn('admin');
  });
  beforeEach(() => desk.sql('delete from rate_limit'));
  afterAll(() => desk.close());

  const newAgent = (changes: object = {}) => ({
    username: `agent-${randomUUID().slice(0, 8)}`,
    name: 'Nia New',
    role: 'agent',
    password: 'a password of the new agent',
    ...changes,
  });
  const lastEvent = async (): Promise<Told & { canonical: string }> => {
    const [event] = await desk.sql<{ canonical: Buffer }>(
      'select canonical from audit_event order by id desc limit 1',
    );
    const canonical = event!.canonical.toString();
    return { ...(JSON.parse(canonical) as Told), canonical };
  };
  const enter = (username: string, password: string) =>
    desk.browser().post('/api/sign-in', { username, password });

  it('grows by an agent who can sign in at once', async () => {
    const wanted = newAgent({ username: '  Nia.New ' });
    const { status, body } = await admin.post<AgentView>('/api/agents', wanted);
    expect(status).toBe(201);
    expect(body).toMatchObject({ username: 'nia.new', name: 'Nia New', role: 'agent', disabled: false });
    expect(Object.keys(body).sort()).toEqual([
      'companySubject',
      'createdAt',
      'disabled',
      'factors',
      'id',
      'name',
      'role',
      'username',
    ]);
    expect((await enter('nia.new', wanted.password)).status).toBe(200);
  });

  it('records who was made what, and never a password', async () => {
    const wanted = newAgent({ role: 'supervisor' });
    const { body } = await admin.post<AgentView>('/api/agents', wanted);
    const event = await lastEvent();
    expect(event).toMatchObject({
      action: 'agent.created',
      facts: { agentId: body.id, after: { username: wanted.username, role: 'supervisor' } },
    });
    expect(event.canonical).not.toContain(wanted.password);
    expect(event.canonical).not.toContain('argon2');
  });

  it('refuses a name that another agent has, in any case', async () => {
    const first = newAgent();
    await admin.post('/api/agents', first);
    const again = await admin.post<Problem>('/api/agents', {
      ...newAgent(),
      username: first.username.toUpperCase(),
    });
    expect(again.status).toBe(422);
    expect(again.body).toMatchObject({ code: 'invalid-input', errors: { username: expect.any(String) } });
    expect(await lastEvent()).toMatchObject({ action: 'agent.created', outcome: 'refused' });
  });

  it('gives one name to one of two admins who want it at once', async () => {
    const wanted = newAgent();
    const answers = await Promise.all([1, 2, 3].map(() => admin.post('/api/agents', wanted)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
  });

  it('makes one agent of a request that comes twice', async () => {
    const wanted = newAgent();
    const key = { 'idempotency-key': randomUUID() };
    const first = await admin.post<AgentView>('/api/agents', wanted, key);
    const second = await admin.post<AgentView>('/api/agents', wanted, key);
    expect([second.status, second.body]).toEqual([201, first.body]);
    const other = await admin.post<Problem>('/api/agents', { ...wanted, name: 'Another' }, key);
    expect(other.body.code).toBe('idempotency-key-reused');
    const none = await admin.fetch('/api/agents', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wanted),
    });
    expect([none.status, await none.json()]).toMatchObject([400, { code: 'idempotency-key-missing' }]);
  });

  it.each([
    ['a role that there is not', { role: 'owner' }, 'role'],
    ['a short password', { password: 'short' }, 'password'],
    ['a name that cannot be seen', { name: '\u202Enimda\u200B' }, 'name'],
    ['an empty name', { name: '   ' }, 'name'],
    ['a username with spaces', { username: 'two words' }, 'username'],
  ])('refuses %s', async (_, change, field) => {
    const { status, body } = await admin.post<Problem>('/api/agents', newAgent(change));
    expect([status, Object.keys(body.errors ?? {})]).toEqual([422, [field]]);
  });

  describe('an agent whose standing changes', () => {
    let agent: Browser & { id: string };
    beforeEach(async () => {
      agent = await desk.signedIn('agent');
    });
    const change = (body: object) => admin.put<AgentView>(`/api/agents/${agent.id}`, body);

    it('is signed out by a new role, and has it at the next sign-in', async () => {
      expect((await change({ role: 'supervisor' })).body.role).toBe('supervisor');
      expect((await agent.get('/api/me')).status).toBe(401);
      expect(await lastEvent()).toMatchObject({
        action: 'agent.updated',
        facts: { before: { role: 'agent' }, after: { role: 'supervisor' }, sessionsEnded: 1 },
      });
    });

    it('is signed out when disabled, and cannot come back until enabled', async () => {
      const { body } = await change({ disabled: true });
      expect(body.disabled).toBe(true);
      expect((await agent.get('/api/me')).status).toBe(401);
      expect((await enter(body.username, PASSWORD)).status).toBe(401);
      expect((await change({ disabled: false })).body.disabled).toBe(false);
      expect((await enter(body.username, PASSWORD)).status).toBe(200);
    });

    it('is signed out by a new password, and signs in with that', async () => {
      const { body } = await change({ password: 'another password now' });
      expect((await agent.get('/api/me')).status).toBe(401);
      expect((await enter(body.username, PASSWORD)).status).toBe(401);
      expect((await enter(body.username, 'another password now')).status).toBe(200);
    });

    it('stays signed in under a new name', async () => {
      await change({ name: 'Married Now' });
      expect((await agent.get('/api/me')).body).toMatchObject({ name: 'Married Now' });
    });

    it('is not touched by a record sent back as it was', async () => {
      const { body: record } = await admin.get<AgentView>(`/api/agents/${agent.id}`);
      const events = await desk.sql('select 1 from audit_event');
      expect((await change(record)).body).toEqual(record);
      expect(await desk.sql('select 1 from audit_event')).toHaveLength(events.length);
      expect((await agent.get('/api/me')).status).toBe(200);
    });

    it('is not there: nothing is changed', async () => {
      const nobody = await admin.put<Problem>(`/api/agents/${randomUUID()}`, { name: 'Nobody' });
      expect([nobody.status, nobody.body.code]).toEqual([404, 'not-found']);
    });
  });

  it('keeps an admin from disabling or demoting themselves', async () => {
    const disabled = await admin.put<Problem>(`/api/agents/${admin.id}`, { disabled: true });
    expect(Object.keys(disabled.body.errors ?? {})).toEqual(['disabled']);
    const demoted = await admin.put<Problem>(`/api/agents/${admin.id}`, { role: 'agent' });
    expect(Object.keys(demoted.body.errors ?? {})).toEqual(['role']);
    expect((await admin.get('/api/me')).body).toMatchObject({ role: 'admin' });
    expect(await lastEvent()).toMatchObject({ action: 'agent.updated', outcome: 'refused' });
  });

  it('keeps one admin where two demote each other at once', async () => {
    for (let round = 0; round < 3; round++) {
      const other = await desk.signedIn('admin');
      const answers = await Promise.all([
        admin.put(`/api/agents/${other.id}`, { role: 'agent' }),
        other.put(`/api/agents/${admin.id}`, { role: 'agent' }),
      ]);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const admins = await desk.sql("select 1 from agent where role = 'admin' and disabled_at is null");
      expect(admins).toHaveLength(1);
      if (answers[1].status === 200) admin = other;
    }
  });

  it('is told to everybody as colleagues, the active ones and no more of them than a name', async () => {
    const gone = await desk.hire('agent');
    await desk.sql('update agent set disabled_at = now() where id = $1', [gone.id]);
    const agent = await desk.signedIn('agent');
    const { body } = await agent.get<{ id: string }[]>('/api/colleagues');
    expect(body).toContainEqual({ id: agent.id, name: expect.any(String), role: 'agent' });
    expect(body.map(({ id }) => id)).not.toContain(gone.id);
  });

  it('is searched by part of a name, where a percent sign is only that', async () => {
    await admin.post('/api/agents', newAgent({ name: 'Hundred% Sure' }));
    const find = async (q: string) =>
      (await admin.get<AgentView[]>(`/api/agents?filter=${encodeURIComponent(JSON.stringify({ q }))}`)).body;
    expect((await find('hundred%')).map(({ name }) => name)).toEqual(['Hundred% Sure']);
    expect(await find('%zzz%')).toEqual([]);
  });
});

describe('the first agents', () => {
  let desk: TestDesk;
  afterEach(() => desk.close());

  it('of a demo desk are six, two of each role whom nobody let in, whose sign-ins work, and come once', async () => {
    desk = await TestDesk.open();
    const first = desk.app.get(FirstAgents);
    const [told] = await Promise.all([first.ensure(), first.ensure()]);
    expect(told.demo.map(({ username }) => username).sort()).toEqual([
      'admin',
      'admin2',
      'agent',
      'agent2',
      'supervisor',
      'supervisor2',
    ]);
    for (const { username, password } of told.demo)
      expect((await desk.browser().post('/api/sign-in', { username, password })).status).toBe(200);
    const letIn = await desk.sql(
      "select 1 from audit_event where action = 'agent.created' and actor_id is not null",
    );
    expect(letIn).toEqual([]);
    const before = await desk.sql('select id from agent order by id');
    await desk.sql("update agent set disabled_at = now() where username = 'agent2'");
    expect((await first.ensure()).demo).toHaveLength(5);
    expect(await desk.sql('select id from agent order by id')).toEqual(before);
  });

  const production = { NODE_ENV: 'production', RELINK_PUBLIC_URL: 'https://care.shop.example' };

  it('of a desk in production is nobody, unless a first admin is named', async () => {
    desk = await TestDesk.open(production);
    expect(await desk.app.get(FirstAgents).ensure()).toEqual({
      demo: [],
      madeAdmin: undefined,
      nobody: true,
    });
    const answer = await desk.browser().post('/api/sign-in', { username: 'admin', password: DEMO_PASSWORD });
    expect(answer.status).toBe(401);
  });

  it('of a desk that was tried out before it went into production let nobody in by the password that all know', async () => {
    const named = { ...production, RELINK_FIRST_ADMIN: 'mona:a first: password' };
    desk = await TestDesk.open(named);
    const passwordHash = await hash(DEMO_PASSWORD);
    for (const username of ['agent', 'admin']) {
      const { id } = await desk.hire('admin', username);
      await desk.sql('update agent set password_hash = $2 where id = $1', [id, passwordHash]);
    }
    const admin = desk.browser();
    const demo = { username: 'admin', password: DEMO_PASSWORD };
    expect((await admin.post('/api/sign-in', demo)).status).toBe(200);
    const first = desk.app.get(FirstAgents);
    expect(await first.ensure()).toEqual({ demo: [], madeAdmin: 'mona', nobody: false });
    expect((await admin.get('/api/me')).status).toBe(401);
    expect((await desk.browser().post('/api/sign-in', demo)).status).toBe(401);
    const shutOut = await desk.sql("select 1 from audit_event where action = 'agent.updated'");
    expect(shutOut).toHaveLength(2);
  });

  it('of a desk in production is the admin that its settings name, once', async () => {
    desk = await TestDesk.open({ ...production, RELINK_FIRST_ADMIN: 'mona:a first: password' });
    const first = desk.app.get(FirstAgents);
    expect(await first.ensure()).toEqual({ demo: [], madeAdmin: 'mona', nobody: false });
    expect(await first.ensure()).toEqual({ demo: [], madeAdmin: undefined, nobody: false });
    const mona = { username: 'mona', password: 'a first: password' };
    const answer = await desk.browser().post('/api/sign-in', mona);
    expect(answer.body).toMatchObject({ role: 'admin', development: false });
    expect(answer.headers.getSetCookie()[0]).toMatch(/; Secure/);
  });
});
