import type { MergeView } from '@relink/contract';
import { afterMerge, isRefusal, planMerge, STANDARD_POLICY } from '@relink/domain';
import { ReadMergeAccount } from '../src/features/merges/read-merge-account.ts';
import { poolOf } from '../src/platform/database/data-source.ts';
import { DataSource } from 'typeorm';
import { type Agent, ask, aScene, carryOut, comparable, preview, type Scene } from './harness/merge-scene.ts';
import { TestDesk } from './harness/test-desk.ts';

describe('two accounts of one customer', () => {
  let desk: TestDesk;
  let mira: Agent;
  let vera: Agent;

  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    vera = await desk.signedIn('supervisor');
  });
  afterAll(() => desk.close());

  const facts = ({ survivorId, otherId }: Scene) =>
    desk.app.get(ReadMergeAccount).facts(poolOf(desk.app.get(DataSource)), [survivorId, otherId], new Date());
  const both = async (scene: Scene) => {
    const accounts = await facts(scene);
    const survivor = accounts.find(({ id }) => id === scene.survivorId)!;
    return { survivor, other: accounts.find(({ id }) => id === scene.otherId)! };
  };
  const one = async (id: string) => (await mira.get<MergeView>(`/api/merges/${id}`)).body;

  it('become one once a second person has agreed: the orphan gets its e-mail, the duplicate leads to it', async () => {
    const scene = await aScene(desk, mira.id);
    const { body: seen } = await preview(mira, scene);
    expect(seen).toMatchObject({ blockers: [], needsApproval: true, verdict: { allowed: true } });
    const asked = await ask(mira, scene);
    expect([asked.status, asked.body.state, asked.body.approvalState]).toEqual([201, 'waiting', 'waiting']);
    const [kase] = await desk.sql('select state from recovery_case where id = $1', [scene.caseId]);
    expect(kase).toEqual({ state: 'waiting-for-approval' });
    const approved = await vera.post(`/api/approvals/${asked.body.approvalId!}/approve`, {});
    expect(approved.status).toBe(200);
    expect((await one(asked.body.id)).state).toBe('queued');
    expect(await carryOut(desk, asked.body.id)).toBe('done');
    const done = await one(asked.body.id);
    expect(done).toMatchObject({ state: 'done', counts: { identifiers: 1 }, progress: null });
    expect(done.undoUntil).not.toBeNull();
    const { survivor } = await both(scene);
    expect(survivor.identifiers.map(({ value }) => value).toSorted()).toEqual(
      [scene.phone, scene.email].toSorted(),
    );
    const [event] = await desk.sql<{ canonical: string }>(
      `select convert_from(canonical, 'UTF8') as canonical from audit_event where action = 'merge.done' and account_id = $1`,
      [scene.survivorId],
    );
    expect(event?.canonical).toContain(seen.planHash!);
  });

  it('are merged without a second person where the caller is strong and both are proven', async () => {
    const scene = await aScene(desk, mira.id, { strong: true });
    const { body: seen } = await preview(mira, scene);
    expect([seen.needsApproval, seen.survivor.masked, seen.other.masked]).toEqual([false, false, false]);
    const asked = await ask(mira, scene);
    expect([asked.status, asked.body.state]).toEqual([201, 'queued']);
    expect(await carryOut(desk, asked.body.id)).toBe('done');
  });

  it.each([
    [
      'a number that proved the caller had its SIM swapped',
      `update challenge set sim_swap = 'risk' where account_id = $1 and method = 'sms'`,
    ],
    [
      'nobody else could be warned of what a thief could want',
      `with rich as (update account set has_balance = true where id = $1)
       update identifier set undeliverable_at = now() where account_id = $1 and kind = 'email'`,
    ],
  ])('wait for a second person, however much was proven, where %s', async (_, makeSo) => {
    const scene = await aScene(desk, mira.id, { strong: true });
    await desk.sql(makeSo, [scene.survivorId]);
    expect((await preview(mira, scene)).body.needsApproval).toBe(true);
    const asked = await ask(mira, scene);
    expect([asked.status, asked.body.state, asked.body.approvalState]).toEqual([201, 'waiting', 'waiting']);
  });

  it('are, executed, what the preview showed, in every column', async () => {
    const scene = await aScene(desk, mira.id, { rich: true });
    await desk.sql(`insert into second_factor values ($1, 'authenticator', now())`, [scene.otherId]);
    // A new e-mail that nobody confirmed in time.
    await desk.sql(
      `with added as (
         insert into identifier (id, account_id, realm, kind, use, state, value, normalised, origin)
         values (gen_random_uuid(), $1, 'main', 'email', 'login', 'pending', 'late@mail.example', 'late@mail.example', 'case')
         returning id),
       kept as (insert into plan values (repeat('a', 64), 'email-reassignment', $1, '', now()))
       insert into identifier_change (id, account_id, identifier_id, plan_hash, state, requested_at, expires_at)
       select gen_random_uuid(), $1, id, repeat('a', 64), 'pending', now() - interval '2 days', now() - interval '1 day'
         from added`,
      [scene.otherId],
    );
    const before = await both(scene);
    const choices = { fields: { name: 'other', defaultAddress: 'other' } } as const;
    const { body: seen } = await preview(mira, scene, choices);
    const asked = await ask(mira, scene, choices);
    expect(asked.body).toMatchObject({ state: 'waiting' });
    const approved = await vera.post(`/api/approvals/${asked.body.approvalId!}/approve`, {});
    expect(approved.status).toBe(200);
    expect(await carryOut(desk, asked.body.id)).toBe('done');
    const [merge] = await desk.sql<{ executed_at: Date }>('select executed_at from merge where id = $1', [
      asked.body.id,
    ]);
    const after = await both(scene);
    expect(after.survivor).toMatchObject({
      firstName: 'Aasha',
      points: 2500,
      credits: [
        { currency: 'EUR', amount: '9999999999999999.99' },
        { currency: 'INR', amount: '25.00' },
        { currency: 'SEK', amount: '9999999999999999.99' },
      ],
      consents: [{ topic: 'email-marketing', granted: false }],
      hasSecondFactor: false,
      hasPassword: true,
      orderCount: 3,
    });
    expect(after.other).toMatchObject({
      status: 'merged',
      points: 0,
      credits: [],
      hasPassword: false,
      hasSecondFactor: false,
    });
    expect(after.survivor.addresses.filter(({ isDefault }) => isDefault).map(({ line1 }) => line1)).toEqual([
      '2 Ring Road',
    ]);
    const shown = seen.result!;
    expect(after.survivor.identifiers.map(({ id }) => id)).toEqual(shown.identifiers.map(({ id }) => id));
    expect(after.survivor.points).toBe(shown.points);
    const planned = planMerge(before.survivor, before.other, choices, STANDARD_POLICY, new Date());
    if (isRefusal(planned) || !planned.ok) throw new Error('It was carried out.');
    const at = merge!.executed_at.toISOString();
    const expected = afterMerge(before.survivor, before.other, planned.plan, at);
    expect(comparable(after.survivor)).toEqual(comparable(expected.survivor));
    expect(comparable(after.other)).toEqual(comparable(expected.other));
  });
});
