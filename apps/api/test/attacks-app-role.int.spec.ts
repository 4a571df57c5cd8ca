import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import { verifyDatabase } from '../src/features/audit/index.ts';
import { LogKey } from '../src/features/audit/log-key.ts';
import { Sequencer } from '../src/features/audit/sequencer.ts';
import { poolOf } from '../src/platform/database/data-source.ts';
import { CustomerKeys } from '../src/platform/sealing/customer-keys.ts';
import { TestDesk } from './harness/test-desk.ts';

async function connect(desk: TestDesk): Promise<Client> {
  const url = new URL(process.env['RELINK_TEST_POSTGRES'] ?? '');
  url.pathname = (await desk.sql<{ name: string }>('select current_database() as name'))[0]!.name;
  const client = new Client({ connectionString: url.toString() });
  await client.connect();
  return client;
}

/** What somebody can do who has broken into the application, and with it has its role in the database. */
describe('whoever has the application’s role in the database', () => {
  let desk: TestDesk;
  let app: Client;
  let admin: { id: string };
  beforeAll(async () => {
    desk = await TestDesk.open();
    app = await connect(desk);
    await app.query('set role relink_app');
    admin = await desk.signedIn('admin');
    desk.pass({ minutes: 2 });
    await desk.app.get(Sequencer, { strict: false }).round();
  });
  afterAll(async () => {
    await app.end();
    await desk.close();
  });

  const anAccount = async () => {
    const id = v7();
    await desk.sql("insert into account (id, realm) values ($1, 'main')", [id]);
    await desk.app.get(CustomerKeys).seal(poolOf(desk.app.get(DataSource)), id, id, 'something personal');
    return id;
  };
  const hold = (accountId: string) =>
    desk.sql(
      `insert into legal_hold (id, account_id, placed_by, placed_at, reason) values ($1, $2, $3, now(), 'court')`,
      [randomUUID(), accountId, admin.id],
    );

  it.each([
    'update audit_event set action = action',
    'delete from audit_event',
    'truncate audit_event',
    'update audit_leaf set leaf_hash = leaf_hash',
    'delete from audit_leaf',
    'update audit_node set hash = hash',
    'delete from audit_node',
    'update audit_checkpoint set note = note',
    'update audit_checkpoint set root = root',
    'delete from audit_checkpoint',
    'update audit_signing_key set sealed = sealed',
    'delete from audit_signing_key',
    'delete from audit_sequencing',
    'delete from audit_verification',
    'delete from audit_export',
    'delete from audit_stream',
    'delete from audit_key',
    'update audit_key set wrapped = wrapped',
    'delete from data_key',
    'delete from legal_hold',
    'delete from erasure',
    'delete from erased_account',
    'delete from approval',
    'delete from factor_recovery',
    'alter table audit_event disable trigger all',
    'drop table audit_leaf',
  ])('cannot %s', async (statement) => {
    await expect(app.query(statement)).rejects.toThrow(/permission denied|must be owner/);
  });

  it('cannot destroy a customer’s key, or empty what was written once, of who is under a legal hold', async () => {
    const id = await anAccount();
    await hold(id);
    expect((await app.query('select destroy_keys_of_erased($1) as keys', [[id]])).rows).toEqual([
      { keys: 0 },
    ]);
    const erasureId = randomUUID();
    await app.query(
      `insert into erasure (id, account_id, plan_hash, state, replayed, requested_at)
       values ($1, $2, 'x', 'running', true, now())`,
      [erasureId, id],
    );
    await expect(app.query('select erase_written_once($1, $2, $3)', [erasureId, [id], []])).rejects.toThrow(
      /legal hold/,
    );
    expect(await desk.sql('select 1 from audit_key where account_id = $1', [id])).toHaveLength(1);
    await desk.sql('delete from legal_hold');
  });

  it('cannot have a month expire sooner than the policy says', async () => {
    const old = `(date_trunc('month', now()) - interval '20 months')::date`;
    await desk.sql(`select audit_prepare_months(${old}, 1)`);
    const expire = async () => (await app.query(`select audit_expire_month(${old}) as outcome`)).rows;
    expect(await expire()).toEqual([{ outcome: 'too-young' }]);
    await desk.sql(`insert into policy (version, preset, numbers, in_force_from)
      select version + 1, preset, jsonb_set(numbers, '{audit,bodiesMonths}', '18'), now()
        from policy order by version desc limit 1`);
    expect(await expire()).toEqual([{ outcome: 'expired' }]);
  });

  it.each(['the account itself', 'what was merged into it', 'a case of theirs', 'a hold of the shop'])(
    'cannot have a month expire with events under a legal hold: %s',
    async (which) => {
      await desk.sql("select audit_prepare_months('2012-01-01', 1)");
      const [account, other, caseId] = [await anAccount(), await anAccount(), v7()];
      if (which === 'a hold of the shop')
        await desk.sql(
          `insert into account_hold (id, account_id, kind, external_id, since) values ($1, $2, 'legal-hold', $3, now())`,
          [v7(), account, randomUUID()],
        );
      else await hold(account);
      if (which === 'what was merged into it')
        await desk.sql(`update account set status = 'merged', merged_into = $1 where id = $2`, [
          account,
          other,
        ]);
      if (which === 'a case of theirs') {
        const columns = 'id, reference, realm, channel, state, opened_by, agent_id, opened_at, updated_at';
        await desk.sql(
          `insert into recovery_case (${columns}) values ($1, $2, 'main', 'phone', 'open', $3, $3, now(), now())`,
          [caseId, `R-${caseId.slice(-8)}`, admin.id],
        );
        await desk.sql(
          `insert into case_account (case_id, account_id, role, added_at) values ($1, $2, 'claimed', now())`,
          [caseId, account],
        );
      }
      const eventId = v7();
      const ofAccount = which === 'what was merged into it' ? other : account;
      await desk.sql(
        `insert into audit_event (id, at, actor_kind, action, outcome, case_id, account_id, canonical, hash)
         values ($1, '2012-01-03', 'system', 'case.opened', 'done', $2, $3, 'x', sha256('x'))`,
        which === 'a case of theirs' ? [eventId, caseId, null] : [eventId, null, ofAccount],
      );
      await desk.sql(`insert into audit_leaf select max(seq) + 1, $1, sha256('x') from audit_leaf`, [
        eventId,
      ]);
      await desk.sql(`insert into audit_checkpoint (size, at, root, note)
        select max(seq) + 1, now(), sha256('x'), 'note' from audit_leaf`);
      const expire = async () => (await app.query(`select audit_expire_month('2012-01-01') as outcome`)).rows;
      expect(await expire()).toEqual([{ outcome: 'legal-hold' }]);
      await desk.sql('delete from legal_hold; delete from account_hold');
      expect(await expire()).toEqual([{ outcome: 'expired' }]);
    },
  );
});

describe('what the application’s role puts into the log', () => {
  let desk: TestDesk;
  let events: Client;
  beforeEach(async () => {
    desk = await TestDesk.open();
    for (let round = 0; round < 3; round++) {
      await desk.signedIn('agent');
      desk.pass({ minutes: 2 });
      await desk.app.get(Sequencer, { strict: false }).round();
    }
    events = await connect(desk);
  });
  afterEach(async () => {
    await events.end();
    await desk.close();
  });

  it.each<[what: string, kind: string, statement: string]>([
    [
      'a leaf of an event that never was',
      'missing',
      `insert into audit_leaf select max(seq) + 1, gen_random_uuid(), sha256('x') from audit_leaf`,
    ],
    [
      'a leaf beyond the end',
      'gap',
      `insert into audit_leaf select max(seq) + 100, gen_random_uuid(), sha256('x') from audit_leaf`,
    ],
    [
      'a checkpoint that nobody signed',
      'checkpoint',
      `insert into audit_checkpoint (size, at, root, note)
       select size + 1, now(), root, note from audit_checkpoint order by size desc limit 1`,
    ],
    [
      'an event of the past that the sequencer passes by',
      'unsequenced',
      `insert into audit_event (id, at, actor_kind, action, outcome, canonical, hash, xact)
       select gen_random_uuid(), at - interval '1 day', actor_kind, action, outcome, canonical, hash, '3'
         from audit_event order by at limit 1`,
    ],
  ])('%s, is found out', async (_, kind, statement) => {
    const key = (await desk.app.get(LogKey, { strict: false }).text())!;
    const verify = () => verifyDatabase(events, desk.owner, { key, witness: [] });
    expect((await verify()).outcome).toBe('sound');
    await desk.sql(`set role relink_app; ${statement}; reset role`);
    expect((await verify()).faults.map((fault) => fault.kind)).toContain(kind);
  });
});
