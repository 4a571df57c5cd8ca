import { randomUUID } from 'node:crypto';
import type { AuditEventView } from '@relink/contract';
import type { AuditAction } from '@relink/domain';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type AuditEntry, AuditLog, leafHash } from '../src/features/audit/index.ts';
import { applicationUrl } from '../src/platform/database/application-role.ts';
import { poolOf } from '../src/platform/database/data-source.ts';
import type { RequestContext } from '../src/platform/guard/request-context.ts';
import { CustomerKeys } from '../src/platform/sealing/customer-keys.ts';
import { type Browser, MASTER_KEY, TestDesk } from './harness/test-desk.ts';

type Problem = { code: string; errors?: Record<string, string> };

describe('the log', () => {
  let desk: TestDesk;
  let supervisor: Browser & { id: string };
  let agent: Browser & { id: string };
  let accountId: string;
  beforeAll(async () => {
    desk = await TestDesk.open();
    supervisor = await desk.signedIn('supervisor');
    agent = await desk.signedIn('agent');
    accountId = await newAccount();
  });
  afterAll(() => desk.close());

  const newAccount = async (): Promise<string> => {
    const id = uuidv7();
    await desk.sql("insert into account (id, realm) values ($1, 'main')", [id]);
    return id;
  };
  const contextOf = (id = agent.id): RequestContext => ({
    principal: {
      kind: 'agent',
      id,
      username: 'somebody',
      name: 'Somebody',
      role: 'agent',
      sessionExpiresAt: new Date(),
      session: {
        id: uuidv7(),
        standing: 'whole',
        provenAt: new Date(),
        provenBy: 'password',
        hasFactor: false,
        recovering: false,
        demo: false,
      },
    },
    address: '192.0.2.7',
    now: new Date(),
  });
  // Names that nothing else records, so that only these are counted.
  const record = (entry: Omit<AuditEntry, 'action'> & { action: string }, context = contextOf()) =>
    desk.app
      .get(AuditLog)
      .record(poolOf(desk.app.get(DataSource)), context, { ...entry, action: entry.action as AuditAction });
  const list = (filter: object, more = '') =>
    supervisor.get<AuditEventView[]>(
      `/api/audit-events?filter=${encodeURIComponent(JSON.stringify(filter))}${more}`,
    );
  const actionsOf = async (filter: object) => (await list(filter)).body.map(({ action }) => action);

  it('shows who did what, when and from where, with what was before and after', async () => {
    const id = await record({
      action: 'identifier.email-effective',
      origin: 'case',
      accountId,
      facts: { planHash: 'ab' },
      before: { email: null },
      after: { email: 'asha@post.example' },
    });
    const { status, body } = await supervisor.get<AuditEventView>(`/api/audit-events/${id}`);
    expect(status).toBe(200);
    expect(body).toEqual({
      id,
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      actorKind: 'agent',
      actorId: agent.id,
      actorName: expect.stringContaining('agent'),
      address: '192.0.2.7',
      origin: 'case',
      action: 'identifier.email-effective',
      outcome: 'done',
      caseId: null,
      caseReference: null,
      accountId,
      facts: { planHash: 'ab' },
      before: { email: null },
      after: { email: 'asha@post.example' },
      erased: false,
      withheld: false,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('names the case by its reference', async () => {
    const caseId = uuidv7();
    await desk.sql(
      `insert into recovery_case (id, reference, realm, channel, state, agent_id, opened_by, opened_at, updated_at)
       values ($1, 'K7-PLUM', 'main', 'phone', 'open', $2, $2, now(), now())`,
      [caseId, agent.id],
    );
    await record({ action: 'case.opened', caseId });
    const { body } = await list({ caseId });
    expect(body).toMatchObject([{ action: 'case.opened', caseId, caseReference: 'K7-PLUM' }]);
  });

  it('holds no personal value in the clear, a customer’s network address included', async () => {
    const secret = `asha.${randomUUID()}@post.example`;
    const customer: RequestContext = {
      principal: { kind: 'customer', accountId },
      address: '203.0.113.99',
      now: new Date(),
    };
    const id = await record(
      { action: 'identifier.email-requested', origin: 'portal', accountId, after: { email: secret } },
      customer,
    );
    const clear = await desk.sql(
      `select 1 from audit_event e
        where position(convert_to($1, 'UTF8') in canonical) > 0 or position($1 in e::text) > 0
           or position(convert_to('203.0.113.99', 'UTF8') in canonical) > 0 or position('203.0.113.99' in e::text) > 0`,
      [secret],
    );
    expect(clear).toEqual([]);
    const { body } = await supervisor.get<AuditEventView>(`/api/audit-events/${id}`);
    expect(body).toMatchObject({
      actorKind: 'customer',
      actorName: 'customer',
      address: '203.0.113.99',
      after: { email: secret },
    });
  });

  it('still stands, and still fits its hash, when the customer’s key is erased', async () => {
    const forgotten = await newAccount();
    const id = await record({
      action: 'identifier.email-effective',
      accountId: forgotten,
      after: { email: 'gone@post.example' },
    });
    await desk.sql('delete from audit_key where account_id = $1', [forgotten]);
    desk.app.get(CustomerKeys).forget(forgotten);
    const { body } = await supervisor.get<AuditEventView>(`/api/audit-events/${id}`);
    expect(body).toMatchObject({ before: null, after: null, erased: true, accountId: forgotten });
    const [row] = await desk.sql<{ canonical: Buffer; hash: Buffer }>(
      'select canonical, hash from audit_event where id = $1',
      [id],
    );
    expect(leafHash(row!.canonical).equals(row!.hash)).toBe(true);
    expect(body.hash).toBe(row!.hash.toString('hex'));
  });

  it('betrays an owner who changes an event behind its back', async () => {
    const id = await record({ action: 'case.closed', facts: { outcome: 'recovered' } });
    await desk.sql(
      `update audit_event set canonical = convert_to(replace(convert_from(canonical, 'UTF8'), 'recovered', 'not-verified'), 'UTF8')
        where id = $1`,
      [id],
    );
    const rows = await desk.sql<{ id: string; canonical: Buffer; hash: Buffer }>(
      'select id, canonical, hash from audit_event',
    );
    const misfits = rows.filter(({ canonical, hash }) => !leafHash(canonical).equals(hash));
    expect(misfits.map((row) => row.id)).toEqual([id]);
    await desk.sql('delete from audit_event where id = $1', [id]);
  });

  it('is narrowed by agent, action, account, and time', async () => {
    const other = await desk.hire('agent');
    const account = await newAccount();
    await record({ action: 'import.started' }, contextOf(other.id));
    await record({ action: 'import.finished', accountId: account }, contextOf(other.id));
    await record({ action: 'import-mapping.created' });
    expect(await actionsOf({ agentId: other.id })).toEqual(['import.finished', 'import.started']);
    expect(await actionsOf({ action: 'import.' })).toEqual(['import.finished', 'import.started']);
    expect(await actionsOf({ action: 'import' })).toHaveLength(3);
    expect(await actionsOf({ action: 'import_' })).toEqual([]);
    expect(await actionsOf({ action: '%' })).toEqual([]);
    expect(await actionsOf({ accountId: account, action: 'import' })).toEqual(['import.finished']);
    const from = new Date(Date.now() - 60_000).toISOString();
    expect(await actionsOf({ action: 'import', from })).toHaveLength(3);
    expect(await actionsOf({ action: 'import', to: from })).toEqual([]);
  });

  it('pages in either order and says how long it is', async () => {
    for (let nth = 0; nth < 7; nth++) await record({ action: 'say-text.worded', facts: { nth } });
    const page = async (order: string, range: string) => {
      const { body, headers } = await list(
        { action: 'say-text.worded' },
        `&sort=["at","${order}"]&range=[${range}]`,
      );
      return [body.map(({ facts }) => facts['nth']), headers.get('content-range')];
    };
    expect(await page('DESC', '0,2')).toEqual([[6, 5, 4], 'audit-events 0-2/7']);
    expect(await page('DESC', '6,8')).toEqual([[0], 'audit-events 6-6/7']);
    expect(await page('ASC', '0,1')).toEqual([[0, 1], 'audit-events 0-1/7']);
    const deep = await list({}, '&range=[20000,20010]');
    expect([deep.status, deep.body]).toMatchObject([400, { code: 'range-too-deep' }]);
  });

  it('estimates its length beyond ten thousand', async () => {
    await desk.sql(
      `insert into audit_event (id, at, actor_kind, action, outcome, canonical, hash)
       select gen_random_uuid(), now() - interval '1 second' * n, 'system', 'flood.counted', 'done', $1, $2
         from generate_series(1, 12000) n`,
      [Buffer.from('{}'), leafHash(Buffer.from('{}'))],
    );
    await desk.sql('analyze audit_event');
    const { headers } = await list({}, '&range=[0,0]');
    const total = Number(headers.get('content-range')!.split('/')[1]);
    expect(total).toBeGreaterThan(10_000);
    expect(total).toBeLessThan(14_000);
    await desk.sql("delete from audit_event where action = 'flood.counted'");
  });

  it.each([
    [{ agentId: 'me' }, 'filter.agentId'],
    [{ from: 'yesterday' }, 'filter.from'],
    [{ surprise: 1 }, 'filter'],
    [{ action: ['a'] }, 'filter.action'],
  ])('refuses the filter %j', async (filter, field) => {
    const { status, body } = await supervisor.get<Problem>(
      `/api/audit-events?filter=${encodeURIComponent(JSON.stringify(filter))}`,
    );
    expect([status, Object.keys(body.errors ?? {})]).toEqual([422, [field]]);
  });

  it('records who reads it and what they look for', async () => {
    await list({ accountId, action: 'identifier.' });
    const [event] = (await list({ agentId: supervisor.id, action: 'audit.read' })).body;
    expect(event).toMatchObject({ action: 'audit.read', accountId, actorId: supervisor.id });
    expect(event!.facts).toEqual({
      filters: ['accountId', 'action'],
      shown: expect.any(Number),
      openedAccountIds: [accountId],
    });
  });

  it('records that an agent tried to read it', async () => {
    expect((await agent.get('/api/audit-events')).status).toBe(403);
    const [event] = (await list({ agentId: agent.id, action: 'permission.refused' })).body;
    expect(event).toMatchObject({ outcome: 'refused', facts: { permission: 'audit.read' } });
  });

  describe('in the hands of the application’s own database role', () => {
    let application: Client;
    beforeAll(async () => {
      const owner = new URL(process.env['RELINK_TEST_POSTGRES']!);
      const [named] = await desk.sql<{ name: string }>('select current_database() as name');
      owner.pathname = `/${named!.name}`;
      const url = applicationUrl(owner.toString(), Buffer.from(MASTER_KEY, 'hex'));
      application = new Client({ connectionString: url });
      await application.connect();
    });
    afterAll(() => application.end());

    it('can be added to and read', async () => {
      const { rows } = await application.query<{ count: string }>('select count(*) from audit_event');
      expect(Number(rows[0]!.count)).toBeGreaterThan(0);
    });

    it('cannot be changed, thinned out, emptied or dropped, nor can any of its months', async () => {
      const months = await desk.sql<{ name: string }>(
        `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'audit_event'::regclass`,
      );
      expect(months.length).toBeGreaterThan(12);
      for (const { name } of [{ name: 'audit_event' }, ...months]) {
        const statements = [
          `update ${name} set outcome = 'done'`,
          `delete from ${name}`,
          `truncate ${name}`,
          `alter table ${name} disable trigger all`,
          `drop table ${name}`,
        ];
        for (const statement of statements)
          await expect(application.query(statement)).rejects.toMatchObject({ code: '42501' });
      }
      await expect(
        application.query(`alter table audit_event detach partition ${months[0]!.name}`),
      ).rejects.toMatchObject({ code: '42501' });
      await expect(
        application.query('update audit_key set wrapped = $1', [Buffer.of(1)]),
      ).rejects.toMatchObject({ code: '42501' });
    });

    it('cannot be changed in a month made later either', async () => {
      await application.query("select audit_prepare_months('2099-01-01', 1)");
      await expect(application.query('delete from audit_event_2099_01')).rejects.toMatchObject({
        code: '42501',
      });
      await expect(application.query('truncate audit_event_2099_01')).rejects.toMatchObject({
        code: '42501',
      });
    });
  });
});
