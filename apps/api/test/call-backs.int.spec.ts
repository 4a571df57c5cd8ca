import type { CaseSummary, CaseView, CallBackView } from '@relink/contract';
import { aPhoneNumber, daysAgo } from '@relink/testing';
import { permissionTable } from './harness/permission-table.ts';
import { type Answer, type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };
const NONE = '0199f000-0000-7000-8000-000000000000';
const ROLES = ['agent', 'supervisor', 'admin'] as const;

describe('who may call what about cases at work', () => {
  const path = (rest: string) => `/api/cases/${NONE}/${rest}`;
  permissionTable([
    { method: 'POST', path: path('take'), body: {}, allowed: ROLES },
    { method: 'POST', path: path('wait'), body: {}, allowed: ROLES },
    { method: 'POST', path: path('callers'), body: {}, allowed: ROLES },
    { method: 'POST', path: path('ticket'), body: { ticket: '' }, allowed: ROLES },
    { method: 'PUT', path: path('draft'), body: { body: '' }, allowed: ROLES },
    { method: 'GET', path: path('call-back'), allowed: ROLES },
    { method: 'POST', path: path('suspected-fraud'), body: {}, allowed: ROLES },
    { method: 'GET', path: '/api/notices', allowed: ['supervisor', 'admin'] },
    { method: 'GET', path: `/api/notices/${NONE}`, allowed: ['supervisor', 'admin'] },
    { method: 'POST', path: `/api/notices/${NONE}/settle`, body: {}, allowed: ['supervisor', 'admin'] },
  ]);
});

describe('call-backs', () => {
  let desk: TestDesk;
  let mira: Agent;
  let jon: Agent;

  beforeEach(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    jon = await desk.signedIn('agent');
  });
  afterEach(() => desk.close());

  const ask = (phone: string, more: object = {}) =>
    desk.browser().post('/api/portal/call-backs', { phone, language: 'gu', ...more });
  const queue = async (agent: Agent): Promise<CaseSummary[]> => {
    const query = new URLSearchParams({ filter: JSON.stringify({ queue: 'call-backs' }) });
    return (await agent.get<CaseSummary[]>(`/api/cases?${query.toString()}`)).body;
  };
  const code = (answer: Answer) => (answer.body as { code: string }).code;
  const [first, second] = ['+46701234567', '+919824012345'] as const;

  it('a customer asks, an agent takes the oldest, and sees the number in clear from then on, on record', async () => {
    const wishedAt = daysAgo(-1);
    expect(await ask('070-123 45 67', { wishedAt })).toMatchObject({ status: 200, body: { accepted: true } });
    await ask(second);
    const [oldest, newest] = await queue(mira);
    expect(oldest).toMatchObject({
      channel: 'call-back',
      agentId: null,
      callBack: { wishedAt, language: 'gu' },
    });
    expect(newest?.callBack?.wishedAt).toBeNull();
    expect(JSON.stringify(await queue(mira))).not.toContain(first.slice(-7));
    const id = oldest?.id ?? '';
    expect(code(await mira.get(`/api/cases/${id}/call-back`))).toBe('case-not-taken');
    const taken = await mira.post<CaseView>(`/api/cases/${id}/take`, {});
    expect(taken).toMatchObject({ status: 200, body: { own: true, agentId: mira.id } });
    expect(JSON.stringify(taken.body)).not.toContain(first.slice(-7));
    const shown = await mira.get<CallBackView>(`/api/cases/${id}/call-back`);
    expect(shown.body).toMatchObject({ phone: first, wishedAt, language: 'gu' });
    expect((await queue(jon)).map((each) => each.id)).toEqual([newest?.id]);
    const events = await desk.sql<{ action: string; outcome: string; actor_kind: string }>(
      'select action, outcome, actor_kind from audit_event where case_id = $1 order by at, id',
      [id],
    );
    expect(events.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'case.opened done',
      'case.call-back-viewed refused',
      'case.taken done',
      'case.call-back-viewed done',
    ]);
    expect(events[0]?.actor_kind).toBe('customer');
  });

  it('of two agents who take it at the same moment one gets it, and the other does not see the number', async () => {
    await ask(first);
    const [waiting] = await queue(mira);
    const id = waiting?.id ?? '';
    const answers = await Promise.all([mira, jon].map((agent) => agent.post(`/api/cases/${id}/take`, {})));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const loser = answers[0]?.status === 200 ? jon : mira;
    expect(code(await loser.get(`/api/cases/${id}/call-back`))).toBe('not-your-case');
  });

  it('nothing is done in it before somebody has taken it', async () => {
    await ask(first);
    const [waiting] = await queue(mira);
    const tries: [string, object][] = [
      ['notes', { body: 'Hm.' }],
      ['close', { outcome: 'not-reached' }],
      ['callers', { channel: 'phone', caller: 'account-holder' }],
      ['wait', { dueAt: daysAgo(-1) }],
      ['suspected-fraud', {}],
    ];
    for (const [path, body] of tries)
      expect(code(await mira.post(`/api/cases/${String(waiting?.id)}/${path}`, body))).toBe('case-not-taken');
  });

  it('who does not answer is waited for, and closed as not reached', async () => {
    await ask(first);
    const id = (await queue(mira))[0]?.id ?? '';
    await mira.post(`/api/cases/${id}/take`, {});
    const waits = await mira.post<CaseView>(`/api/cases/${id}/wait`, { dueAt: daysAgo(-1) });
    expect(waits.body.state).toBe('waiting-for-customer');
    const closed = await mira.post<CaseView>(`/api/cases/${id}/close`, { outcome: 'not-reached' });
    expect(closed.body).toMatchObject({ state: 'closed', outcome: 'not-reached' });
    expect(code(await mira.get(`/api/cases/${id}/call-back`))).toBe('case-closed');
  });

  it.each([
    ['phone', { phone: 'call me' }],
    ['phone', { phone: '+1 2' }],
    ['wishedAt', { wishedAt: daysAgo(1) }],
    ['wishedAt', { wishedAt: daysAgo(-30) }],
    ['language', { language: 'tlh' }],
  ])('a %s that cannot be is a field error: %j', async (field, more) => {
    const answer = await ask(first, more);
    expect(answer.status).toBe(422);
    expect(Object.keys((answer.body as { errors: object }).errors)).toContain(field);
    expect(await queue(mira)).toEqual([]);
  });

  describe('an attacker', () => {
    it('who asks again and again for one number makes one case, and is told nothing by the answers', async () => {
      const answers = await Promise.all(Array.from({ length: 5 }, () => ask(first)));
      answers.push(await ask('0046 70 123 45 67'));
      expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
      expect(await queue(mira)).toHaveLength(1);
    });

    it('who has their calls closed and asks anew is stopped for the day after three', async () => {
      for (let call = 0; call < 3; call += 1) {
        expect((await ask(first)).status).toBe(200);
        const id = (await queue(mira))[0]?.id ?? '';
        await mira.post(`/api/cases/${id}/take`, {});
        await mira.post(`/api/cases/${id}/close`, { outcome: 'not-reached' });
      }
      expect(await ask(first)).toMatchObject({ status: 429, body: { code: 'too-many-tries' } });
      expect((await ask(second)).status).toBe(200);
      desk.pass({ days: 1, minutes: 1 });
      expect((await ask(first)).status).toBe(200);
    });

    it('who floods the desk with numbers is stopped by their address, with one event', async () => {
      const numbers = Array.from({ length: 12 }, () => aPhoneNumber());
      const statuses: number[] = [];
      for (const phone of numbers) statuses.push((await ask(phone)).status);
      expect(statuses.filter((status) => status === 200)).toHaveLength(10);
      expect(statuses.slice(-2)).toEqual([429, 429]);
      expect(await queue(mira)).toHaveLength(10);
      const refused = await desk.sql(
        `select 1 from audit_event where action = 'case.opened' and outcome = 'refused'`,
      );
      expect(refused).toHaveLength(1);
    });

    it('finds no number in the log', async () => {
      await ask(first);
      const events = await desk.sql<{ canonical: Buffer }>('select canonical from audit_event');
      expect(events.map(({ canonical }) => canonical.toString()).join()).not.toContain('1234567');
    });
  });
});
