import type { DuplicatePass } from '@relink/contract';
import { DUPLICATE_WEIGHTS, type DuplicateWeights } from '@relink/domain';
import { anAccount, anAddress } from '@relink/testing';
import { FindDuplicates, KeepWeights } from '../src/features/duplicates/index.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

/** With these nobody is a duplicate. */
const STERN: DuplicateWeights = { ...DUPLICATE_WEIGHTS, prior: { stranger: -40, household: -10 } };

describe('the weights that a shop keeps', () => {
  let desk: TestDesk;
  let admin: Browser;

  beforeEach(async () => {
    desk = await TestDesk.open();
    admin = await desk.signedIn('admin');
  });
  afterEach(() => desk.close());

  const find = () => desk.app.get(FindDuplicates).run();
  const keep = (weights: DuplicateWeights | null, realm = 'main') =>
    desk.app.get(KeepWeights).run(realm, weights === null ? null : { weights, accounts: 1000, pairs: 3000 });
  const found = async () =>
    (await desk.sql('select account_a, account_b from duplicate order by account_a, account_b')).length;
  const passes = async () => (await admin.get<DuplicatePass[]>('/api/duplicate-passes')).body;

  /** An account and the one that its owner made again. */
  const twice = async (firstName: string, nth: number) => {
    const phone = `+9198123400${String(10 + nth)}`;
    const home = { line1: `${String(nth + 1)} Marsh Lane`, postcode: '395123' };
    const old = await anAccount(desk, { firstName, lastName: 'Quillfeather', phone });
    const again = await anAccount(desk, {
      firstName,
      lastName: 'Quillfeather',
      email: `m${String(nth)}@a.example`,
    });
    for (const { id } of [old, again]) await anAddress(desk, id, home);
    await desk.sql('update address set phone = $2 where account_id = $1', [again.id, phone]);
  };
  /** What nobody writes who keeps weights by the command. */
  const keepBroken = (version: number) =>
    desk.sql(
      `insert into match_weights (realm, version, source, weights, estimated_from, at)
       values ('main', $1, 'estimated', $2, '{}', now())`,
      [version, JSON.stringify({ ...STERN, chances: { ...STERN.chances, given: {} } })],
    );

  it('count for all accounts at once and for each that changes, until it takes the shipped ones again', async () => {
    await twice('Zenobia', 1);
    await find();
    expect([await found(), await passes()]).toEqual([1, []]);

    expect(await keep(STERN)).toBe(1);
    await find();
    expect([await found(), await passes()]).toMatchObject([0, [{ state: 'finished', startedByName: null }]]);

    await twice('Bartholomew', 2);
    await find();
    expect([await found(), (await passes()).length]).toEqual([0, 1]);
    await admin.post('/api/duplicate-passes');
    await find();
    expect([await found(), (await passes()).length]).toEqual([0, 2]);

    expect(await keep(null)).toBe(2);
    await find();
    expect([await found(), (await passes()).length]).toEqual([2, 3]);
    await find();
    expect((await passes()).length).toBe(3);
  });

  it('are those of its own realm, and none of a realm that there is not', async () => {
    await twice('Zenobia', 1);
    await desk.sql(`insert into realm values ('outlet', 'Outlet')`);
    expect(await keep(STERN, 'outlet')).toBe(1);
    await find();
    expect(await found()).toBe(1);
    await expect(keep(STERN, 'nowhere')).rejects.toThrow('There is no realm nowhere.');
  });

  it('each have their version, also when two keep some at once, and the log says from how much they came', async () => {
    expect((await Promise.all([keep(STERN), keep(STERN)])).sort()).toEqual([1, 2]);
    await keep(null);
    const events = await desk.sql<{ canonical: Buffer }>(
      `select canonical from audit_event where action = 'duplicate-weights.kept' order by id`,
    );
    const facts = events.map(
      ({ canonical }) => (JSON.parse(canonical.toString()) as { facts: unknown }).facts,
    );
    expect(facts).toHaveLength(3);
    expect(facts[0]).toMatchObject({ realm: 'main', source: 'estimated', accounts: 1000, pairs: 3000 });
    expect(facts[2]).toEqual({ realm: 'main', source: 'shipped', version: 3 });
  });

  it('are only ever added to by the application, and never when they cannot be scored with', async () => {
    const [may] = await desk.sql(
      `select has_table_privilege('relink_app', 'match_weights', 'update') as update,
         has_table_privilege('relink_app', 'match_weights', 'delete') as delete,
         has_table_privilege('relink_app', 'match_weights', 'truncate') as truncate,
         has_table_privilege('relink_app', 'match_weights', 'insert') as insert`,
    );
    expect(may).toEqual({ update: false, delete: false, truncate: false, insert: true });
    const broken = { ...STERN, prior: { stranger: NaN, household: -1 } };
    await expect(keep(broken)).rejects.toThrow('prior.stranger');
    expect(await desk.sql('select version from match_weights')).toEqual([]);
  });

  it('stop every search when they are broken, by any weights, and what waited is searched once others are kept', async () => {
    await twice('Zenobia', 1);
    await find();
    await keepBroken(1);
    await twice('Bartholomew', 2);
    const refused = /realm main \(version 1\) cannot be used: given\.same is not three chances/;
    await expect(find()).rejects.toThrow(refused);
    expect([await found(), await passes()]).toMatchObject([1, [{ state: 'failed', accounts: 0 }]]);
    // Nor is a changed account scored; no pass is begun again by itself only to fail again.
    await expect(find()).rejects.toThrow(refused);
    expect([await found(), (await passes()).length]).toEqual([1, 1]);
    const [event] = await desk.sql<{ outcome: string; canonical: Buffer }>(
      `select outcome, canonical from audit_event where action = 'duplicate-pass.finished'`,
    );
    expect(event?.outcome).toBe('refused');
    expect(event?.canonical.toString()).toContain('"reason":"weights-unusable"');

    await keep(null);
    await find();
    expect([await found(), (await passes()).map(({ state }) => state)]).toEqual([2, ['finished', 'failed']]);
  });
});
