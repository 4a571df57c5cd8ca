import { Upkeep } from '../src/platform/jobs/upkeep.ts';
import { TestDesk } from './harness/test-desk.ts';

describe('upkeep', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await TestDesk.open();
  });
  afterAll(() => desk.close());

  it('sweeps out expired sessions and old idempotent answers, and keeps the living', async () => {
    const gone = await desk.signedIn('agent');
    await desk.sql(
      `insert into idempotent_request (principal, route, key, payload_hash, status, at)
       values ('agent:x', 'POST /x', 'old', '\\x00', 200, now() - interval '3 days'),
              ('agent:x', 'POST /x', 'new', '\\x00', 200, now())`,
    );
    await desk.sql(`update agent_session set expires_at = now() - interval '1 minute' where agent_id = $1`, [
      gone.id,
    ]);
    const stays = await desk.signedIn('agent');
    await desk.app.get(Upkeep).run();
    expect(await desk.sql(`select key from idempotent_request where principal = 'agent:x'`)).toEqual([
      { key: 'new' },
    ]);
    expect(await desk.sql('select agent_id from agent_session')).toEqual([{ agent_id: stays.id }]);
  });

  it('drops a job that failed for good: its payload may name an e-mail', async () => {
    for (const email of ['gone@mail.example', 'still-tried@mail.example'])
      await desk.sql(
        `select graphile_worker.add_job('send_forgotten_reset', json_build_object('email', $1::text))`,
        [email],
      );
    await desk.sql(
      `update graphile_worker._private_jobs set attempts = max_attempts, updated_at = now() - interval '2 days'
        where payload->>'email' = 'gone@mail.example'`,
    );
    await desk.app.get(Upkeep).run();
    expect(
      await desk.sql(
        `select payload->>'email' as email from graphile_worker._private_jobs where payload->>'email' is not null`,
      ),
    ).toEqual([{ email: 'still-tried@mail.example' }]);
  });

  it('gives the audit log months to write to, with no right to change them', async () => {
    await desk.app.get(Upkeep).run();
    const months = await desk.sql<{ name: string; writable: boolean }>(
      `select inhrelid::regclass::text as name,
              has_table_privilege('relink_app', inhrelid, 'update, delete, truncate') as writable
         from pg_inherits where inhparent = 'audit_event'::regclass`,
    );
    expect(months.length).toBeGreaterThanOrEqual(13);
    expect(months.filter(({ writable }) => writable)).toEqual([]);
  });
});
