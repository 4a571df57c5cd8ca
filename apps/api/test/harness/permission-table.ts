import { randomUUID } from 'node:crypto';
import { AGENT_ROLES, type AgentRole } from '@relink/domain';
import { type Answer, type Browser, TestDesk } from './test-desk.ts';

/** A route, and the roles that may call it. */
export type GuardedRoute = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly allowed: readonly AgentRole[];
};

/** One test for each route and role, and for nobody: the twin of a feature's tests. */
export function permissionTable(routes: readonly GuardedRoute[]): void {
  let desk: TestDesk;
  const browsers = new Map<AgentRole, Browser>();
  beforeAll(async () => {
    desk = await TestDesk.open();
    for (const role of AGENT_ROLES) browsers.set(role, await desk.signedIn(role));
  });
  afterAll(() => desk.close());

  describe.each(routes)('$method $path', ({ method, path, body, allowed }) => {
    const call = (browser: Browser): Promise<Answer<{ code?: string }>> => {
      if (method === 'GET') return browser.get(path);
      if (method === 'DELETE') return remove(browser, path);
      return method === 'POST' ? browser.post(path, body) : browser.put(path, body);
    };

    it('is closed to nobody in particular', async () => {
      const { status, body: problem } = await call(desk.browser());
      expect([status, problem.code]).toEqual([401, 'signed-out']);
    });

    it.each(AGENT_ROLES)('%s', async (role) => {
      const { status, body: answer } = await call(browsers.get(role)!);
      if (allowed.includes(role)) expect([401, 403, 500, 503]).not.toContain(status);
      else expect([status, answer.code]).toEqual([403, 'not-permitted']);
    });
  });
}

async function remove(browser: Browser, path: string): Promise<Answer<{ code?: string }>> {
  const headers = { 'idempotency-key': randomUUID() };
  const response = await browser.fetch(path, { method: 'DELETE', headers });
  const text = await response.text();
  const body = (text === '' ? {} : JSON.parse(text)) as { code?: string };
  return { status: response.status, body, headers: response.headers };
}
