import { randomUUID } from 'node:crypto';
import type { Problem } from '@relink/contract';
import { ROUTES } from './harness/route-table.ts';
import { PASSWORD, TestDesk } from './harness/test-desk.ts';

/** What an agent may go on with for as long as the session lives, written down a second time: it changes no account. */
const WITHOUT_STEP_UP = [
  'DELETE /api/audit-filters/{id}',
  'POST /api/agents/{id}/sessions/end-all',
  'POST /api/agents/{id}/sessions/{sessionId}/end',
  'POST /api/audit-filters',
  'POST /api/audit-verifications',
  'POST /api/cases',
  'POST /api/cases/{id}/accounts',
  'POST /api/cases/{id}/callers',
  'POST /api/cases/{id}/challenges',
  'POST /api/cases/{id}/close',
  'POST /api/cases/{id}/documents',
  'POST /api/cases/{id}/email-reassignments/{changeId}/confirmations',
  'POST /api/cases/{id}/evidence',
  'POST /api/cases/{id}/hand-over',
  'POST /api/cases/{id}/lost-emails',
  'POST /api/cases/{id}/merges/preview',
  'POST /api/cases/{id}/notes',
  'POST /api/cases/{id}/reopen',
  'POST /api/cases/{id}/suspected-fraud',
  'POST /api/cases/{id}/take',
  'POST /api/cases/{id}/ticket',
  'POST /api/cases/{id}/wait',
  'POST /api/challenges/{id}/answers',
  'POST /api/documents/{id}/proposal',
  'POST /api/duplicate-passes',
  'POST /api/duplicates/{id}/dismiss',
  'POST /api/import-mappings/preview',
  'POST /api/merges/{id}/undo/preview',
  'POST /api/my-sessions/end-others',
  'POST /api/my-sessions/{id}/end',
  'POST /api/passkey-challenges',
  'POST /api/sign-in/factor',
  'POST /api/step-up',
  'PUT /api/cases/{id}/draft',
];
const NOT_AGENTS = new Set(['everybody', 'provider', 'portal', 'customer']);
const CHANGES = Object.entries(ROUTES)
  .filter(([route, access]) => !route.startsWith('GET ') && !NOT_AGENTS.has(access))
  .map(([route]) => route);

/** Tries every change there is with a copy of somebody's cookie; answers what each was told. */
async function tryAll(desk: TestDesk, cookie: string, among = CHANGES): Promise<Record<string, string[]>> {
  const told: Record<string, string[]> = {};
  for (const route of among) {
    const [method = '', path = ''] = route.split(' ');
    const answer = await fetch(desk.url + path.replaceAll(/\{\w+\}/g, randomUUID()), {
      method,
      headers: { cookie, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: '{}',
    });
    const { code } = (await answer.json()) as Problem;
    (told[`${String(answer.status)} ${code}`] ??= []).push(route);
  }
  return told;
}

describe('whoever has a copy of an agent’s cookie', () => {
  let desk: TestDesk;
  beforeAll(async () => (desk = await TestDesk.open()));
  afterAll(() => desk.close());

  /** A thief has a copy of the cookie, and the one it was taken from goes on. */
  const stolen = async (role: 'admin' | 'supervisor' | 'agent' = 'admin') => {
    const victim = await desk.signedIn(role, undefined, { stepUp: false });
    return { victim, cookie: victim.cookies() };
  };

  it.each<[string, (victim: { id: string; post: (path: string) => Promise<unknown> }) => Promise<unknown>]>([
    ['signed out', (victim) => victim.post('/api/sign-out')],
    [
      'was disabled',
      async ({ id }) => (await desk.signedIn('admin')).put(`/api/agents/${id}`, { disabled: true }),
    ],
    [
      'got another role',
      async ({ id }) => (await desk.signedIn('admin')).put(`/api/agents/${id}`, { role: 'agent' }),
    ],
    [
      'got another password',
      async ({ id }) => (await desk.signedIn('admin')).put(`/api/agents/${id}`, { password: `${PASSWORD}!` }),
    ],
    [
      'was signed out by an admin',
      async ({ id }) => (await desk.signedIn('admin')).post(`/api/agents/${id}/sessions/end-all`),
    ],
    [
      'went home for fifteen minutes',
      () => {
        desk.pass({ minutes: 15 });
        return Promise.resolve();
      },
    ],
  ])('changes nothing once its owner %s, not even what asks for no second proof', async (_, happens) => {
    const { victim, cookie } = await stolen();
    await happens(victim);
    expect(await tryAll(desk, cookie)).toEqual({ '401 signed-out': CHANGES });
  });

  it('changes no account once the second proof is five minutes old', async () => {
    const { victim, cookie } = await stolen();
    desk.pass({ minutes: 5 });
    const asking = CHANGES.filter((route) => !WITHOUT_STEP_UP.includes(route));
    expect(asking.length).toBeGreaterThan(40);
    expect(await tryAll(desk, cookie, asking)).toEqual({ '403 step-up-needed': asking });
    const done = await desk.sql<{ action: string }>(
      `select action from audit_event where actor_id = $1 and action not like 'agent.%'`,
      [victim.id],
    );
    expect(done).toEqual([]);
  });

  it('changes nothing by the cookie of a session that has not given its second factor', async () => {
    const { username } = await desk.hire('admin');
    const half = desk.browser(desk.url, { factor: false });
    await half.post('/api/sign-in', { username, password: PASSWORD });
    const closed = CHANGES.filter(
      (route) => !['POST /api/passkey-challenges', 'POST /api/sign-in/factor'].includes(route),
    );
    expect(await tryAll(desk, half.cookies(), closed)).toEqual({ '403 factor-awaited': closed });
  });

  it('changes nothing by the cookie of an admin or supervisor who has no second factor, but enrol one', async () => {
    for (const role of ['admin', 'supervisor'] as const) {
      const { username } = await desk.hire(role, undefined, { factor: false });
      const bare = desk.browser();
      await bare.post('/api/sign-in', { username, password: PASSWORD });
      const closed = CHANGES.filter(
        (route) => !route.includes('/my-factors/') && route !== 'POST /api/step-up',
      );
      expect(await tryAll(desk, bare.cookies(), closed)).toEqual({ '403 factor-needed': closed });
    }
  });

  it('gives nothing at the portal', async () => {
    const { cookie } = await stolen();
    const [, value = ''] = cookie.split('=');
    for (const sent of [cookie, `relink_customer=${value}`])
      expect((await fetch(`${desk.url}/api/portal/me`, { headers: { cookie: sent } })).status).toBe(401);
  });
});
