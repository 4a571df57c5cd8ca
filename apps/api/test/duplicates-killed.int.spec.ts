import { setTimeout as wait } from 'node:timers/promises';
import type { DuplicatePass } from '@relink/contract';
import { anAccount, anAddress } from '@relink/testing';
import { FindDuplicates } from '../src/features/duplicates/index.ts';
import { applicationUrl } from '../src/platform/database/application-role.ts';
import { ownerUrl } from './harness/spawned-desk.ts';
import { SpawnedPart } from './harness/spawned-part.ts';
import { type Browser, MASTER_KEY, TestDesk } from './harness/test-desk.ts';

/** Each has two accounts. */
const PEOPLE = ['Zenobia', 'Bartholomew', 'Kavita', 'Linnea', 'Rupert'];
const TWICE = PEOPLE.length;

/** What a worker is about to write when it is killed, and the step it is in then. */
const MOMENTS = [
  ['match_record', 'reading'],
  ['match_pair', 'pairing'],
  ['match_found', 'scoring'],
  ['duplicate', 'scoring'],
] as const;

describe('a worker that is killed in the middle of a pass', () => {
  let desk: TestDesk;
  let admin: Browser;

  beforeAll(async () => {
    desk = await TestDesk.open();
    admin = await desk.signedIn('admin');
    await desk.sql(
      'create function hold() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(20818); return null; end $$',
    );
    for (const [nth, firstName] of PEOPLE.entries())
      for (const email of [`one${String(nth)}@mail.example`, `two${String(nth)}@mail.example`]) {
        const given = { firstName, lastName: 'Quillfeather', email };
        const { id } = await anAccount(desk, given);
        await anAddress(desk, id, { line1: `${String(nth + 1)} Marsh Lane`, postcode: '395123' });
        await desk.sql('update address set phone = $2 where account_id = $1', [
          id,
          `+9198123401${String(10 + nth)}`,
        ]);
      }
  });
  afterAll(async () => {
    await SpawnedPart.killAll();
    await desk.close();
  });

  /** Whether a statement is held up. */
  const isHeld = async () =>
    (await desk.sql(`select 1 from pg_locks where locktype = 'advisory' and objid = 20818 and not granted`))
      .length > 0;

  it.each(MOMENTS)(
    'before it writes %s leaves nothing that the next one stumbles over',
    async (table, step) => {
      const appUrl = applicationUrl(ownerUrl(desk), Buffer.from(MASTER_KEY, 'hex'));
      const { id } = (await admin.post<DuplicatePass>('/api/duplicate-passes')).body;
      const pass = async () => (await admin.get<DuplicatePass>(`/api/duplicate-passes/${id}`)).body;
      await desk.sql(
        `create trigger held before insert on ${table} for each statement execute function hold()`,
      );
      await desk.sql('select pg_advisory_lock(20818)');
      SpawnedPart.begin('work', { DATABASE_APP_URL: appUrl });
      while (!(await isHeld())) await wait(50);
      expect(await pass()).toMatchObject({ state: 'running', step });
      expect(await desk.app.get(FindDuplicates).run()).toBe(false);
      await SpawnedPart.killAll();
      await desk.sql('select pg_advisory_unlock(20818)');
      await desk.sql(`drop trigger held on ${table}`);
      while (!(await desk.app.get(FindDuplicates).run())) await wait(50);
      expect(await pass()).toMatchObject({ state: 'finished', accounts: 2 * TWICE, found: TWICE });
      expect(await desk.sql(`select count(*)::int as open from duplicate where state = 'open'`)).toEqual([
        { open: TWICE },
      ]);
    },
  );
});
