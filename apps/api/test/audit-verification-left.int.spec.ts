import { randomUUID } from 'node:crypto';
import type { AuditVerificationState } from '@relink/contract';
import { Jobs } from '../src/platform/jobs/jobs.ts';
import { Transaction } from '../src/platform/transaction/transaction.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

describe('a verification that was killed with its process', () => {
  let desk: TestDesk;
  let supervisor: Browser & { id: string };
  beforeAll(async () => {
    desk = await TestDesk.open({}, { work: true });
    supervisor = await desk.signedIn('supervisor');
  });
  afterAll(() => desk.close());
  afterEach(() =>
    desk.sql(`update audit_verification set state = 'failed', finished_at = now() where finished_at is null`),
  );

  const lastRun = async () =>
    (await supervisor.get<AuditVerificationState>('/api/audit-verification')).body.lastRun;
  const leftBehind = async (state: 'queued' | 'running', minutes: number) => {
    const id = randomUUID();
    await desk.sql(
      `insert into audit_verification (id, requested_by, requested_at, state, moved_at)
       values ($1, $2, now(), $3, now() - make_interval(mins => $4))`,
      [id, supervisor.id, state, minutes],
    );
    return id;
  };
  const byNight = () => desk.app.get(Transaction).run((em) => desk.app.get(Jobs).add(em, 'verify_audit', {}));
  const nightly = () =>
    desk.sql<{ state: string }>('select state from audit_verification where requested_by is null');

  it.each(['queued', 'running'] as const)(
    'is said to be under way only while it may be (%s), and another can be asked for at once',
    async (state) => {
      const id = await leftBehind(state, 9);
      expect(await lastRun()).toMatchObject({ id, outcome: 'running', done: 0, size: 0 });
      expect((await supervisor.post('/api/audit-verifications')).status).toBe(409);
      await desk.sql(`update audit_verification set moved_at = now() - interval '11 minutes' where id = $1`, [
        id,
      ]);
      expect(await lastRun()).toMatchObject({ id, outcome: 'failed', finishedAt: null });
      expect((await supervisor.post('/api/audit-verifications')).status).toBe(201);
      let run = await lastRun();
      while (run?.outcome === 'running') run = await lastRun();
      expect(run).toMatchObject({ outcome: 'sound', requestedByName: expect.any(String) });
      expect(run?.id).not.toBe(id);
    },
  );

  it('does not keep the night’s from running', async () => {
    await leftBehind('running', 11);
    await byNight();
    let rows = await nightly();
    while (rows[0]?.state !== 'sound') rows = await nightly();
    expect(rows).toHaveLength(1);
  });

  it('and may yet be alive: the night’s comes when that is known', async () => {
    const id = await leftBehind('running', 1);
    await byNight();
    const waiting = () =>
      desk.sql<{ minutes: number }>(
        `select round(extract(epoch from j.run_at - now()) / 60)::int as minutes from graphile_worker.jobs j
          where j.task_identifier = 'verify_audit' and j.run_at > now()`,
      );
    let jobs = await waiting();
    while (jobs.length === 0) jobs = await waiting();
    expect(jobs).toEqual([{ minutes: 10 }]);
    expect(await lastRun()).toMatchObject({ id, outcome: 'running' });
  });
});
