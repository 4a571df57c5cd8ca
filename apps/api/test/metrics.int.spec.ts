import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { aStory } from '@relink/testing';
import { OperationsServer } from '../src/platform/observability/operations-server.ts';
import { TestDesk } from './harness/test-desk.ts';

const DASHBOARD = join(__dirname, '../../../docker/grafana/relink-dashboard.json');
const ALERTS = join(__dirname, '../../../docker/prometheus/alerts.yaml');
/** What Prometheus adds itself. */
const OF_PROMETHEUS = new Set(['up']);

type Metric = { readonly type: string; readonly help: string };

/** Every metric of a page in Prometheus's text format, by its name. */
function metricsOf(page: string): Map<string, Metric> {
  const found = new Map<string, Metric>();
  for (const [, name = '', help = ''] of page.matchAll(/^# HELP (\S+) (.*)$/gm)) {
    const type = new RegExp(`^# TYPE ${name} (\\w+)$`, 'm').exec(page)?.[1] ?? '';
    found.set(name, { type, help });
  }
  return found;
}

/** The names of metrics in a query: what is no function, label, keyword or text. */
function namesIn(query: string): string[] {
  const bare = query
    .replace(/"[^"]*"/g, '')
    .replace(/\{[^}]*\}|\b(?:by|without|on)\s*\([^)]*\)|\[[^\]]*\]/g, '');
  return [...bare.matchAll(/\b(?:relink|process|nodejs)_\w+/g)].map(([name]) => name);
}

const family = (name: string) => name.replace(/_(?:bucket|sum|count)$/, '');

describe('the figures of a desk', () => {
  let desk: TestDesk;
  let page: string;
  let metrics: Map<string, Metric>;

  beforeAll(async () => {
    desk = await TestDesk.open();
    const agent = await desk.signedIn('agent');
    const story = await aStory(desk, 'A');
    const q = encodeURIComponent(JSON.stringify({ q: story.phone }));
    await agent.get(`/api/accounts?filter=${q}`);
    await agent.get(`/api/${story.phone}`);
    await agent.post('/api/cases', { channel: 'nonsense' });
    await desk.browser().fetch('/api/cases', { method: 'REPORT' });
    page = await (await desk.browser().fetch('/metrics')).text();
    metrics = metricsOf(page);
  });
  afterAll(() => desk.close());

  it('follow the conventions of names: help, units, totals', () => {
    expect(metrics.size).toBeGreaterThan(25);
    for (const [name, { type, help }] of metrics) {
      expect([name, help.length > 10]).toEqual([name, true]);
      expect(name).toMatch(/^(?:relink|process|nodejs)(?:_[a-z0-9]+)+$/);
      expect(name).not.toMatch(/milli|micro|minutes|_ms\b|kilo|percent|(?:counter|gauge|histogram)/);
      if (type === 'counter' && name.startsWith('relink')) expect(name).toMatch(/_total$/);
      if (type !== 'counter') expect(name).not.toMatch(/(?<!nodejs_.*)_total$/);
      if (type === 'histogram') expect(name).toMatch(/_(?:seconds|bytes)$/);
      if (name.endsWith('_info')) expect(page).toMatch(new RegExp(`^${name}\\{[^}]*\\} 1$`, 'm'));
      expect(name).not.toMatch(/_(?:count|sum|bucket)$/);
    }
  });

  it('have labels of a list that no request can make longer', () => {
    expect(page).not.toContain('REPORT');
    const routes = new Set([...page.matchAll(/route="([^"]*)"/g)].map(([, route]) => route));
    expect([...routes].sort()).toEqual(['/api/accounts', '/api/cases', '/api/sign-in', 'unmatched']);
    expect(page).toMatch(/relink_refusals_total\{code="invalid-input"\} 1/);
    expect(page).toMatch(/relink_audit_events_total\{action="accounts.searched",outcome="done"\} 1/);
  });

  it('say what waits, and how the pool stands', async () => {
    expect(page).toMatch(/^relink_database_up 1$/m);
    expect(page).toMatch(/^relink_db_pool_connections_limit 8$/m);
    // Nobody works here: no event of this desk has its place in the log.
    expect(page).toMatch(/^relink_audit_leaves 0$/m);
    expect(page).toMatch(/^relink_audit_sequencing_behind_seconds (?!0$)\d/m);
    await desk.sql(
      `insert into message (id, realm, channel, template, language, destination, params, created_at)
       select gen_random_uuid(), 'main', 'email', 'password-changed', 'en', 'x@shop.example', '{}', now()`,
    );
    const later = await (await desk.browser().fetch('/metrics')).text();
    expect(later).toMatch(/^relink_messages_waiting\{channel="email"\} 1$/m);
    expect(later).toMatch(/^relink_messages_oldest_waiting_seconds\{channel="email"\} [\d.e-]+$/m);
  });

  it('are all there that the dashboard and the alerts ask for', () => {
    const { panels } = JSON.parse(readFileSync(DASHBOARD, 'utf8')) as {
      panels: { type: string; title: string; targets?: { expr: string }[] }[];
    };
    const queries = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
    expect(queries.length).toBeGreaterThan(10);
    const asked = [...queries, ...readFileSync(ALERTS, 'utf8').split('\n')].flatMap(namesIn);
    expect(asked.length).toBeGreaterThan(15);
    for (const name of asked) expect([...metrics.keys(), ...OF_PROMETHEUS]).toContain(family(name));
    for (const name of metrics.keys())
      if (name.startsWith('relink_')) expect([name, asked.map(family).includes(name)]).toEqual([name, true]);
  });

  it('are nobody else’s: not through a proxy, and in production only for who has the token', async () => {
    const proxied = await desk.browser().fetch('/metrics', { headers: { 'x-forwarded-for': '192.0.2.7' } });
    expect(proxied.status).toBe(404);
    const env = {
      NODE_ENV: 'production',
      RELINK_PUBLIC_URL: 'https://care.shop.example',
      RELINK_LOG_LEVEL: 'silent',
    };
    const closed = await TestDesk.open(env);
    expect((await closed.browser().fetch('/metrics')).status).toBe(404);
    await closed.close();
    const open = await TestDesk.open({ ...env, RELINK_METRICS_TOKEN: 'a token of the test' });
    const scrape = (authorization: string) =>
      open.browser().fetch('/metrics', { headers: { authorization } });
    expect((await open.browser().fetch('/metrics')).status).toBe(401);
    expect((await scrape('Bearer another token')).status).toBe(401);
    expect((await scrape('Bearer a token of the test')).status).toBe(200);
    await open.close();
  });

  it('are on a port of their own where one is named, with health', async () => {
    const port = await freePort();
    const other = await TestDesk.open({ RELINK_OPERATIONS_PORT: String(port) });
    await other.app.get(OperationsServer).start();
    const ask = (path: string) => fetch(`http://127.0.0.1:${String(port)}${path}`);
    expect(await (await ask('/metrics')).text()).toContain('relink_build_info');
    expect((await ask('/api/health/ready')).status).toBe(200);
    expect((await ask('/api/accounts')).status).toBe(404);
    await other.close();
    await expect(ask('/api/health/live')).rejects.toThrow();
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
