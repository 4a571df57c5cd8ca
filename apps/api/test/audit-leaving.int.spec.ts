import type { AuditStreamView, NoticeView } from '@relink/contract';
import { ExpireBodies } from '../src/features/audit/expire-bodies.ts';
import { StreamEvents } from '../src/features/audit/stream-events.ts';
import { isSigned } from '../src/platform/http/signed-body.ts';
import { Metrics } from '../src/platform/observability/metrics.ts';
import { SmsGateway } from './harness/sms-gateway.ts';
import { TestDesk } from './harness/test-desk.ts';

type Told = { seq: number; id: string; canonical: string | null };

const SECRET = 'a secret of the log store';

/** Makes every event a leaf, in the order of time, as the sequencer would. */
const SEQUENCE = `insert into audit_leaf (seq, event_id, leaf_hash)
  select (select coalesce(max(seq) + 1, 0) from audit_leaf) + row_number() over (order by at, id) - 1, id, hash
    from audit_event e where not exists (select from audit_leaf where event_id = e.id)`;

describe('the stream to the shop’s own log store', () => {
  let desk: TestDesk;
  let store: SmsGateway;
  beforeAll(async () => {
    store = await SmsGateway.open();
    desk = await TestDesk.open({ AUDIT_WEBHOOK_URL: store.url, AUDIT_WEBHOOK_SECRET: SECRET });
    await looks();
  });
  beforeEach(() => {
    store.taken.length = 0;
    store.status = 200;
  });
  afterAll(async () => {
    await desk.close();
    await store.close();
  });

  const run = () => desk.app.get(StreamEvents).run();
  const told = () => store.taken.flatMap(({ body }) => (JSON.parse(body) as { events: Told[] }).events);
  // Hours pass: each time somebody who has just signed in.
  const looks = () => desk.signedIn('supervisor');
  const state = async () => (await (await looks()).get<AuditStreamView>('/api/audit-stream')).body;

  it('tells every sequenced event, in order, signed, by its very bytes', async () => {
    await looks();
    await desk.sql(SEQUENCE);
    await run();
    const rows = await desk.sql<{ seq: string; id: string; canonical: Buffer }>(
      'select l.seq, e.id, e.canonical from audit_leaf l join audit_event e on e.id = l.event_id order by l.seq',
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(told()).toEqual(
      rows.map(({ seq, id, canonical }) => ({ seq: Number(seq), id, canonical: canonical.toString() })),
    );
    for (const { body, headers } of store.taken)
      expect(isSigned(body, headers['relink-signature'], SECRET, new Date())).toBe(true);
    expect(store.taken[0]!.headers['idempotency-key']).toBe(`audit-0-${String(rows.length - 1)}`);
  });

  it('tells nothing twice once it was taken, and nothing that is not sequenced', async () => {
    await looks();
    await run();
    expect(store.taken).toEqual([]);
    expect(await state()).toMatchObject({ configured: true, behind: 0, failingSince: null, lastError: null });
  });

  it('keeps only its place while the store is down: waits longer each time, and goes on where it was', async () => {
    const before = await state();
    await desk.sql(SEQUENCE);
    store.status = 503;
    await run();
    await run();
    expect(store.taken).toHaveLength(1);
    expect(await state()).toMatchObject({ nextSeq: before.nextSeq, lastError: 'HTTP 503' });
    expect((await state()).behind).toBeGreaterThan(0);
    desk.pass({ minutes: 1 });
    await run();
    expect(store.taken).toHaveLength(2);
    const jobs = await desk.sql(`select from graphile_worker.jobs where task_identifier like '%audit%'`);
    expect(jobs).toEqual([]);
    const text = await desk.app.get(Metrics).text();
    expect(text).toMatch(/relink_audit_webhook_behind_events [1-9]/);
    expect(text).toMatch(/relink_audit_webhook_failures 2/);
    store.status = 200;
    store.taken.length = 0;
    desk.pass({ hours: 1 });
    await run();
    expect(told()[0]!.seq).toBe(before.nextSeq);
    expect(await state()).toMatchObject({
      nextSeq: before.nextSeq + told().length,
      failingSince: null,
      lastError: null,
    });
  });

  it('tells supervisors once that the store keeps failing, and that it is over when it works again', async () => {
    const notices = async (settled: boolean) => {
      const filter = encodeURIComponent(JSON.stringify({ kind: 'log-store-failing', settled }));
      return (await (await looks()).get<NoticeView[]>(`/api/notices?filter=${filter}`)).body;
    };
    const events = () =>
      desk.sql<{ action: string }>(
        `select action from audit_event where action like 'audit.stream-%' order by at`,
      );
    const fail = async (times: number) => {
      for (let nth = 0; nth < times; nth++) {
        await run();
        desk.pass({ minutes: 20 });
      }
    };
    await desk.sql(SEQUENCE);
    store.status = 503;
    await fail(4);
    expect(await notices(false)).toEqual([]);
    await fail(4);
    expect(await notices(false)).toEqual([expect.objectContaining({ agentId: null, caseId: null })]);
    // Nobody takes it from before the others while it goes on failing.
    const supervisor = await looks();
    const [told] = await notices(false);
    expect(await supervisor.post(`/api/notices/${told!.id}/settle`, {})).toMatchObject({
      status: 409,
      body: { code: 'notice-ends-itself' },
    });
    await fail(2);
    expect(await notices(false)).toHaveLength(1);
    expect(await events()).toEqual([{ action: 'audit.stream-failed' }]);
    store.status = 200;
    await run();
    expect(await events()).toHaveLength(2);
    await desk.sql(SEQUENCE);
    store.status = 503;
    await fail(5);
    expect(await notices(false)).toHaveLength(1);
    store.status = 200;
    await run();
    expect(await notices(false)).toEqual([]);
    expect((await notices(true)).map(({ settledByName }) => settledByName)).toContain(null);
    expect((await events()).map(({ action }) => action)).toEqual([
      'audit.stream-failed',
      'audit.stream-resumed',
      'audit.stream-failed',
      'audit.stream-resumed',
    ]);
  });

  it('does not follow a store that says it moved', async () => {
    store.status = 307;
    store.location = 'http://127.0.0.1:9/elsewhere';
    await desk.sql(SEQUENCE);
    await run();
    expect((await state()).lastError).toBe('HTTP 307');
    store.location = undefined;
  });

  it('tells of an event whose body has expired that it was there', async () => {
    desk.pass({ hours: 1 });
    await desk.sql(`insert into audit_leaf (seq, event_id, leaf_hash)
      select max(seq) + 1, '0190f2a0-0000-7000-8000-0000000000aa', sha256('x') from audit_leaf`);
    await run();
    expect(told().at(-1)).toMatchObject({ id: '0190f2a0-0000-7000-8000-0000000000aa', canonical: null });
  });

  it('takes at most five hundred events at a time', async () => {
    desk.pass({ hours: 1 });
    await desk.sql(`insert into audit_leaf (seq, event_id, leaf_hash)
      select m.top + n, gen_random_uuid(), sha256('x') from generate_series(1, 1100) n, (select max(seq) as top from audit_leaf) m`);
    await run();
    expect(store.taken.map(({ body }) => (JSON.parse(body) as { events: Told[] }).events.length)).toEqual([
      500, 500, 100,
    ]);
  });
});

describe('a desk whose failing log store was taken out of the settings', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await TestDesk.open();
  });
  afterAll(() => desk.close());

  it('is not told of it for ever', async () => {
    await desk.sql(
      `update audit_stream set failures = 7, failing_since = now() - interval '1 hour', last_error = 'HTTP 503'`,
    );
    await desk.sql(
      `insert into notice (id, kind, at) values ('0190f2a0-0000-7000-8000-0000000000af', 'log-store-failing', now())`,
    );
    const supervisor = await desk.signedIn('supervisor');
    const unsettled = async () =>
      (await supervisor.get<NoticeView[]>(`/api/notices?filter=${encodeURIComponent('{"settled":false}')}`))
        .body;
    expect(await unsettled()).toHaveLength(1);
    for (let nth = 0; nth < 2; nth++) await desk.app.get(StreamEvents).run();
    expect(await unsettled()).toEqual([]);
    expect((await supervisor.get<AuditStreamView>('/api/audit-stream')).body).toMatchObject({
      failingSince: null,
    });
    expect(await desk.sql(`select action from audit_event where action like 'audit.stream-%'`)).toEqual([
      { action: 'audit.stream-ended' },
    ]);
  });
});

describe('bodies of events that are past their keeping', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await TestDesk.open();
    await desk.sql("select audit_prepare_months('2012-01-01', 6)");
    await desk.sql("insert into account (id, realm) values ('0190f2a0-0000-7000-8000-0000000000ac', 'main')");
  });
  afterAll(() => desk.close());

  const run = () => desk.app.get(ExpireBodies).run();
  const months = async () =>
    (
      await desk.sql<{ name: string }>(
        `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'audit_event'::regclass
          and inhrelid::regclass::text like 'audit_event_2012%' order by 1`,
      )
    ).map(({ name }) => name.slice(-2));
  const happened = (at: string, accountId: string | null = null) =>
    desk.sql(
      `insert into audit_event (id, at, actor_kind, action, outcome, account_id, canonical, hash)
       values (gen_random_uuid(), $1, 'system', 'case.opened', 'done', $2, 'x', sha256('x'))`,
      [at, accountId],
    );
  const checkpoint = () =>
    desk.sql(`insert into audit_checkpoint (size, at, root, note)
      select max(seq) + 1, now(), sha256('x'), 'note' from audit_leaf on conflict do nothing`);

  it('stay until all of the month is under a checkpoint', async () => {
    await happened('2012-02-03T00:00:00Z');
    await run();
    expect(await months()).toEqual(['02']);
    await desk.sql(SEQUENCE);
    await run();
    expect(await months()).toEqual(['02']);
    await checkpoint();
    await run();
    expect(await months()).toEqual([]);
    const expired = await desk.sql<{ month: string }>(
      `select convert_from(canonical, 'UTF8')::json->'facts'->>'month' as month from audit_event
        where action = 'audit.bodies-expired' order by 1`,
    );
    expect(expired.map(({ month }) => month)).toEqual([
      '2012-01',
      '2012-02',
      '2012-03',
      '2012-04',
      '2012-05',
      '2012-06',
    ]);
    const leaves = await desk.sql('select from audit_leaf');
    expect(leaves.length).toBeGreaterThan(0);
  });

  it('stay while an account of theirs is under legal hold, by an admin or by the shop', async () => {
    await desk.sql("select audit_prepare_months('2012-01-01', 2)");
    await happened('2012-01-03T00:00:00Z', '0190f2a0-0000-7000-8000-0000000000ac');
    await desk.sql(SEQUENCE);
    await checkpoint();
    const [admin] = [await desk.hire('admin')];
    await desk.sql(
      `insert into legal_hold (id, account_id, placed_by, placed_at, reason)
       values (gen_random_uuid(), '0190f2a0-0000-7000-8000-0000000000ac', $1, now(), 'court')`,
      [admin.id],
    );
    await run();
    expect(await months()).toEqual(['01']);
    await desk.sql('delete from legal_hold');
    await desk.sql(
      `insert into account_hold (id, account_id, kind, since)
       values (gen_random_uuid(), '0190f2a0-0000-7000-8000-0000000000ac', 'legal-hold', now())`,
    );
    await run();
    expect(await months()).toEqual(['01']);
    await desk.sql('update account_hold set ended_at = now()');
    await run();
    expect(await months()).toEqual([]);
  });

  it('never are of the last year, whatever the application asks for', async () => {
    const [asked] = await desk.sql<{ outcome: string }>(
      `select audit_expire_month((date_trunc('month', now()) - interval '1 month')::date) as outcome`,
    );
    expect(asked!.outcome).toBe('too-young');
    await expect(desk.sql(`select audit_expire_month('2012-01-15')`)).rejects.toThrow('first day');
  });
});
