import type { ApprovalView, MergeView } from '@relink/contract';
import { aCase } from '@relink/testing';
import { randomUUID } from 'node:crypto';
import { ExpireApprovals } from '../src/features/approvals/expire-approvals.ts';
import { PurgeLedgers } from '../src/features/merges/purge-ledgers.ts';
import { PolicyInForce } from '../src/platform/policy/policy-in-force.ts';
import { CustomerKeys } from '../src/platform/sealing/customer-keys.ts';
import { Transaction } from '../src/platform/transaction/transaction.ts';
import { type Agent, ask, aScene, type Problem } from './harness/merge-scene.ts';
import { giveRoomToChange } from './harness/room-to-change.ts';
import { TestDesk } from './harness/test-desk.ts';
import {
  aMergedScene,
  askUndo,
  carryOutUndo,
  merge,
  previewUndo,
  rowsOf,
  undo,
} from './harness/undo-scene.ts';

describe('a merge that is to be taken back', () => {
  let desk: TestDesk;
  let mira: Agent;
  let vera: Agent;
  let who: readonly [Agent, Agent];

  beforeAll(async () => {
    desk = await TestDesk.open();
    await giveRoomToChange(desk);
    mira = await desk.signedIn('agent');
    vera = await desk.signedIn('supervisor');
    who = [mira, vera];
  });
  afterAll(() => desk.close());

  const approve = (agent: Agent, id: string) =>
    agent.post<ApprovalView & Problem>(`/api/approvals/${id}/approve`, {});
  const view = async (mergeId: string) => (await mira.get<MergeView>(`/api/merges/${mergeId}`)).body;
  const caseState = async (id: string | null) =>
    (await desk.sql<{ state: string }>('select state from recovery_case where id = $1', [id]))[0]?.state;

  it('is not there before it is done, and not after it was', async () => {
    const scene = await aScene(desk, mira.id);
    const { body } = await ask(mira, scene);
    expect((await previewUndo(mira, { mergeId: body.id })).body.notPossible).toEqual({
      code: 'merge-not-done',
      mergeId: null,
    });
    expect(await askUndo(mira, { mergeId: body.id })).toMatchObject({ body: { code: 'merge-not-done' } });
    expect((await previewUndo(mira, { mergeId: randomUUID() })).status).toBe(404);
    expect((await askUndo(mira, { mergeId: randomUUID() })).status).toBe(404);
    const merged = await aMergedScene(desk, who);
    await undo(desk, who, merged);
    expect(await askUndo(mira, merged)).toMatchObject({ status: 409, body: { code: 'merge-not-done' } });
  });

  it('cannot be after thirty days, when the worker deletes what it needs', async () => {
    const merged = await aMergedScene(desk, who);
    desk.pass({ days: 31 });
    const late = await desk.signedIn('supervisor');
    expect((await previewUndo(late, merged)).body.notPossible?.code).toBe('undo-too-late');
    expect(await askUndo(late, merged)).toMatchObject({ status: 409, body: { code: 'undo-too-late' } });
    expect(await desk.app.get(PurgeLedgers).run()).toBeGreaterThan(0);
    expect(await desk.app.get(PurgeLedgers).run()).toBe(0);
    expect((await previewUndo(late, merged)).body.notPossible?.code).toBe('undo-too-late');
    desk.pass({ days: -31 });
    const left = await desk.sql(
      `select (select count(*)::int from merge_ledger where merge_id = $1) as ledger,
              (select count(*)::int from merge_image where merge_id = $1) as images,
              (select count(*)::int from audit_event where account_id = $2 and action = 'merge.ledger-purged') as told`,
      [merged.mergeId, merged.survivorId],
    );
    expect(left).toEqual([{ ledger: 0, images: 0, told: 1 }]);
    expect(await view(merged.mergeId)).toMatchObject({ state: 'done', mayNotUndo: 'undo-too-late' });
  });

  it('leaves nothing of what was chosen and decided once nobody can take it back any more', async () => {
    const scene = await aScene(desk, mira.id, { rich: true });
    const mergeId = await merge(desk, who, scene, { fields: { name: 'other' } });
    await desk.sql('update account set loyalty_points = 1000 where id = $1', [scene.survivorId]);
    await undo(desk, who, { ...scene, mergeId }, { points: { do: 'split', toOther: '417' } });
    const kept = async () => {
      const [row] = await desk.sql<{ kept: string }>(
        `select m.choices::text || (select string_agg(u.decisions::text, '') from merge_undo u where u.merge_id = m.id) as kept
           from merge m where m.id = $1`,
        [mergeId],
      );
      return row?.kept;
    };
    expect(await kept()).toContain('417');
    desk.pass({ days: 29 });
    await desk.app.get(PurgeLedgers).run();
    expect(await kept()).toContain('417');
    desk.pass({ days: 2 });
    await desk.app.get(PurgeLedgers).run();
    desk.pass({ days: -31 });
    expect(await kept()).toBe('{}{}');
    expect(await view(mergeId)).toMatchObject({
      state: 'undone',
      counts: { orders: 1 },
      sums: { points: 1250 },
    });
  });

  it.each(['survivorId', 'otherId'] as const)('is void once the customer of %s was erased', async (which) => {
    const merged = await aMergedScene(desk, who);
    await desk.sql('delete from audit_key where account_id = $1', [merged[which]]);
    desk.app.get(CustomerKeys).forget(merged[which]);
    expect((await previewUndo(mira, merged)).body.notPossible?.code).toBe('undo-void');
    expect(await askUndo(mira, merged)).toMatchObject({ status: 409, body: { code: 'undo-void' } });
    // Something personal is written down about them again: their new key opens nothing of before.
    await desk.app
      .get(Transaction)
      .run((em) => desk.app.get(CustomerKeys).seal(em, merged[which], 'anything', { of: 'later' }));
    expect((await previewUndo(mira, merged)).body.notPossible?.code).toBe('undo-void');
  });

  it('is asked for once, and refused by another person it is asked for anew', async () => {
    const merged = await aMergedScene(desk, who);
    const first = await askUndo(mira, merged);
    expect((await previewUndo(mira, merged)).body.notPossible?.code).toBe('undo-pending');
    expect(await askUndo(mira, merged)).toMatchObject({ status: 409, body: { code: 'undo-pending' } });
    const { id, approvalId, caseId } = first.body.undo!;
    const rejected = await vera.post(`/api/approvals/${approvalId!}/reject`, { reason: 'They are one.' });
    expect(rejected.status).toBe(200);
    expect(await view(merged.mergeId)).toMatchObject({
      state: 'done',
      undo: { id, state: 'refused', refusal: 'approval-rejected' },
      mayUndo: true,
    });
    expect(await caseState(caseId)).toBe('open');
    expect(await carryOutUndo(desk, id)).toBe('settled');
    expect((await askUndo(mira, merged)).status).toBe(201);
  });

  it('has one effect when it is asked for twenty times, with the same key and with others', async () => {
    const merged = await aMergedScene(desk, who);
    const { planHash } = (await previewUndo(mira, merged)).body;
    const key = randomUUID();
    const keys = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? key : randomUUID()));
    const answers = await Promise.all(
      keys.map((each) =>
        mira.post<MergeView & Problem>(
          `/api/merges/${merged.mergeId}/undo`,
          { decisions: {}, planHash, reason: 'Two sisters.' },
          { 'idempotency-key': each },
        ),
      ),
    );
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
    expect(answers.every(({ status }) => [201, 409].includes(status))).toBe(true);
    const asked = await desk.sql('select state from merge_undo where merge_id = $1', [merged.mergeId]);
    expect(asked).toEqual([{ state: 'waiting' }]);
    const cases = await desk.sql(
      `select 1 from audit_event where action = 'merge.undo-requested' and outcome = 'done' and account_id = $1`,
      [merged.survivorId],
    );
    expect(cases).toHaveLength(1);
  });

  it('is not approved by who asked, nor by who took evidence, and once by two at the same moment', async () => {
    const sam = await desk.signedIn('supervisor');
    const merged = await aMergedScene(desk, who);
    const asked = await askUndo(sam, merged);
    const { id, approvalId } = asked.body.undo!;
    expect(await approve(sam, approvalId!)).toMatchObject({ status: 403, body: { code: 'own-request' } });
    const kim = await desk.signedIn('supervisor');
    const answers = await Promise.all([approve(vera, approvalId!), approve(kim, approvalId!)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const outcomes = await Promise.all([1, 2, 3].map(() => carryOutUndo(desk, id)));
    expect(outcomes.toSorted()).toEqual(['done', 'settled', 'settled']);
    const told = await desk.sql(
      `select 1 from message where template = 'merge-undone' and account_id = $1 and destination = $2`,
      [merged.otherId, merged.email],
    );
    expect(told).toHaveLength(1);
  });

  it('is void once an account has moved, and nothing is done', async () => {
    const merged = await aMergedScene(desk, who);
    const { id, approvalId, caseId } = (await askUndo(mira, merged)).body.undo!;
    await desk.sql('update account set security_version = security_version + 1 where id = $1', [
      merged.survivorId,
    ]);
    const before = await rowsOf(desk, merged);
    expect(await approve(vera, approvalId!)).toMatchObject({ body: { code: 'approval-void' } });
    expect(await view(merged.mergeId)).toMatchObject({
      state: 'done',
      undo: { id, state: 'refused', refusal: 'merge-plan-moved' },
    });
    expect(await caseState(caseId)).toBe('open');
    expect(await rowsOf(desk, merged)).toEqual(before);
  });

  it('is refused at the last moment where an account moves after the approval', async () => {
    const merged = await aMergedScene(desk, who);
    const { id, approvalId } = (await askUndo(mira, merged)).body.undo!;
    expect((await approve(vera, approvalId!)).status).toBe(200);
    await desk.sql('update account set loyalty_points = 1 where id = $1', [merged.survivorId]);
    const before = await rowsOf(desk, merged);
    expect(await carryOutUndo(desk, id)).toBe('refused');
    expect(await rowsOf(desk, merged)).toEqual(before);
    expect((await view(merged.mergeId)).undo).toMatchObject({
      state: 'refused',
      refusal: 'undo-decision-needed',
    });
  });

  it('ends unapproved after four hours, and waits while an admin has stopped all changes', async () => {
    const merged = await aMergedScene(desk, who);
    const first = (await askUndo(mira, merged)).body.undo!;
    desk.pass({ hours: 5 });
    await desk.app.get(ExpireApprovals).all();
    desk.pass({ hours: -5 });
    expect((await view(merged.mergeId)).undo).toMatchObject({ refusal: 'approval-expired' });
    expect(await caseState(first.caseId)).toBe('open');
    const { id, approvalId } = (await askUndo(mira, merged)).body.undo!;
    expect((await approve(vera, approvalId!)).status).toBe(200);
    const admin = await desk.signedIn('admin');
    const stop = await admin.post<{ id: string }>('/api/change-stops', { reason: 'Look.' });
    expect(await carryOutUndo(desk, id)).toBe('stopped');
    expect(await askUndo(mira, merged)).toMatchObject({ status: 423, body: { code: 'changes-stopped' } });
    await admin.post(`/api/change-stops/${stop.body.id}/lift`, { reason: 'Fine.' });
    expect(await carryOutUndo(desk, id)).toBe('done');
  });

  it('is remembered as two people’s: who said so, and why', async () => {
    const merged = await aMergedScene(desk, who);
    await undo(desk, who, merged);
    const pair = [merged.survivorId, merged.otherId].toSorted();
    const rows = await desk.sql(
      'select state, dismissed_by, dismiss_reason from duplicate where account_a = $1 and account_b = $2',
      pair,
    );
    expect(rows).toEqual([{ state: 'dismissed', dismissed_by: mira.id, dismiss_reason: 'Two sisters.' }]);
  });

  it('is not shown to somebody whose own contact one of the accounts carries', async () => {
    const merged = await aMergedScene(desk, who);
    const friend = await desk.signedIn('agent');
    await aCase(desk, { agentId: friend.id, claimed: merged.survivorId });
    const admin = await desk.signedIn('admin');
    await admin.post(`/api/agents/${friend.id}/private-contacts`, { kind: 'email', value: merged.email });
    expect((await previewUndo(friend, merged)).body).toMatchObject({ code: 'private-contact' });
    expect((await askUndo(friend, merged)).body).toMatchObject({ code: 'private-contact' });
  });

  it('counts as a change of both accounts, of which an agent may make so many', async () => {
    const merged = [await aMergedScene(desk, who), await aMergedScene(desk, who)] as const;
    const greedy = await desk.signedIn('agent');
    for (const { survivorId } of merged) await aCase(desk, { agentId: greedy.id, claimed: survivorId });
    expect((await askUndo(greedy, merged[0])).status).toBe(201);
    const [policy] = await desk.sql<{ numbers: object }>(
      'select numbers from policy order by version desc limit 1',
    );
    const few = JSON.stringify({
      ...policy?.numbers,
      agentChanges: { accountsPerHour: 3, accountsPerDay: 3 },
    });
    await desk.sql('update policy set numbers = $1', [few]);
    desk.app.get(PolicyInForce).forget();
    expect(await askUndo(greedy, merged[1])).toMatchObject({
      status: 429,
      body: { code: 'change-limit-reached' },
    });
    await desk.sql('update policy set numbers = $1', [JSON.stringify(policy?.numbers)]);
    desk.app.get(PolicyInForce).forget();
    expect((await askUndo(mira, merged[1])).status).toBe(201);
  });

  it('takes no decision about what did not change', async () => {
    const merged = await aMergedScene(desk, who);
    expect(await previewUndo(mira, merged, { name: { do: 'revert' } })).toMatchObject({
      status: 422,
      body: { code: 'merge-choice-unknown' },
    });
  });
});
