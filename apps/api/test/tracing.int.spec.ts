import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aStory, type Story } from '@relink/testing';
import { SmtpSink } from './harness/smtp-sink.ts';
import { ownerUrl } from './harness/spawned-desk.ts';
import { SpawnedPart } from './harness/spawned-part.ts';
import { PASSWORD, TestDesk } from './harness/test-desk.ts';

type Span = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { key: string; value: Record<string, unknown> }[];
};

const TRACE = '0af7651916cd43dd8448eb211c80319c';

/** Writes down the name of each OpenTelemetry module that a process asks for. */
const WATCH = `
import { register } from 'node:module';
register('data:text/javascript,' + encodeURIComponent(\`
  import { appendFileSync } from 'node:fs';
  export async function resolve(specifier, context, next) {
    if (/opentelemetry|open-telemetry/.test(specifier)) appendFileSync(\${JSON.stringify(process.env.SEEN)}, specifier + '\\\\n');
    return next(specifier, context);
  }\`));
`;

describe('traces', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relink-traces-'));
  const received: string[] = [];
  const spans: Span[] = [];
  let desk: TestDesk;
  let smtp: SmtpSink;
  let receiver: Server;
  let story: Story;
  let username: string;

  beforeAll(async () => {
    writeFileSync(join(folder, 'watch.mjs'), WATCH);
    desk = await TestDesk.open();
    smtp = await SmtpSink.open();
    story = await aStory(desk, 'A');
    ({ username } = await desk.hire('agent'));
    receiver = createServer((request, reply) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        received.push(`${request.url ?? ''} ${request.headers['x-key']?.toString() ?? ''}`);
        const { resourceSpans } = JSON.parse(text) as {
          resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
        };
        spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
        reply.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await SpawnedPart.killAll();
    receiver.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
    await smtp.close();
    await desk.close();
    rmSync(folder, { recursive: true });
  });

  /** Starts both parts, lets an agent sign in and search, a forgotten password be worked off, and stops them. */
  async function play(env: NodeJS.ProcessEnv): Promise<{ seen: string; api: SpawnedPart }> {
    const seen = join(folder, `seen-${String(received.length)}-${String(Object.keys(env).length)}`);
    const all = {
      DATABASE_URL: ownerUrl(desk),
      SMTP_URL: smtp.url,
      MAIL_FROM: 'care@shop.example',
      SEEN: seen,
      NODE_OPTIONS: `--import ${join(folder, 'watch.mjs')}`,
      ...env,
    };
    const api = SpawnedPart.begin('serve', all);
    const { port } = await api.said('started');
    const worker = SpawnedPart.begin('work', all);
    await worker.said('started');
    const url = `http://127.0.0.1:${String(port)}`;
    const agent = desk.browser(url);
    await agent.post('/api/sign-in', { username, password: PASSWORD });
    const q = encodeURIComponent(JSON.stringify({ q: story.phone }));
    const headers = { traceparent: `00-${TRACE}-b7ad6b7169203331-01` };
    expect((await agent.fetch(`/api/accounts?filter=${q}`, { headers })).status).toBe(200);
    await agent.get(`/api/cases/${story.duplicate.email.value}`);
    await desk.browser(url).post('/api/portal/forgot-password', { email: story.duplicate.email.value });
    await worker.said('job', ({ outcome, job }) => outcome === 'done' && job === 'send_forgotten_reset');
    for (const part of [api, worker]) {
      part.terminate();
      expect(await part.ended()).toBe(0);
    }
    return { seen: existsSync(seen) ? readFileSync(seen, 'utf8') : '', api };
  }

  it('are not made, and nothing of OpenTelemetry is loaded, unless they are asked for', async () => {
    const { seen, api } = await play({});
    expect(seen).toBe('');
    expect(received).toEqual([]);
    expect(api.log.some((line) => 'traceId' in line)).toBe(false);
  });

  describe('that are asked for', () => {
    let api: SpawnedPart;
    let seen: string;
    beforeAll(async () => {
      const { port } = receiver.address() as AddressInfo;
      ({ api, seen } = await play({
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${String(port)}/`,
        OTEL_EXPORTER_OTLP_HEADERS: 'x-key=of%20the%20test',
        RELINK_TRUST_PROXY: '1',
      }));
    });

    it('arrive: requests, their statements below them, and jobs', () => {
      expect(seen).toContain('@opentelemetry/sdk-trace');
      expect(new Set(received)).toEqual(new Set(['/v1/traces of the test']));
      const search = spans.find(({ name }) => name === 'GET /api/accounts')!;
      expect(search).toMatchObject({ traceId: TRACE, parentSpanId: 'b7ad6b7169203331' });
      const below = spans.filter(({ traceId }) => traceId === TRACE);
      expect(below.filter(({ parentSpanId }) => parentSpanId === search.spanId).length).toBeGreaterThan(2);
      expect(spans.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['POST /api/sign-in', 'GET /api/cases/:id', 'job send_forgotten_reset']),
      );
      const job = spans.find(({ name }) => name === 'job send_forgotten_reset')!;
      expect(spans.some(({ parentSpanId }) => parentSpanId === job.spanId)).toBe(true);
    });

    it('are found again from the log', () => {
      expect(api.log).toContainEqual(expect.objectContaining({ route: '/api/accounts', traceId: TRACE }));
    });

    it('hold no personal value, no parameter and no address', () => {
      const text = JSON.stringify(spans).toLowerCase();
      for (const value of [...story.personal, story.duplicate.email.value, username, PASSWORD, '127.0.0.1'])
        expect(text).not.toContain(value.toLowerCase());
      const keys = new Set(spans.flatMap(({ attributes }) => attributes.map(({ key }) => key)));
      expect([...keys].sort()).toEqual([
        'db.operation.name',
        'db.query.summary',
        'db.query.text',
        'db.system.name',
        'http.request.method',
        'http.response.status_code',
        'http.route',
        'messaging.operation.type',
        'relink.attempt',
        'url.path',
      ]);
    });
  });
});
