import type { ApprovalView, MergeView } from '@relink/contract';
import { type Agent } from './harness/merge-scene.ts';
import { giveRoomToChange } from './harness/room-to-change.ts';
import { TestDesk } from './harness/test-desk.ts';
import {
  aMergedScene,
  askUndo,
  carryOutUndo,
  previewUndo,
  rowsOf,
  undo,
  withoutOwnCase,
} from './harness/undo-scene.ts';

describe('a merge taken back', () => {
  let desk: TestDesk;
  let mira: Agent;
  let vera: Agent;

  beforeAll(async () => {
    desk = await TestDesk.open();
    await giveRoomToChange(desk);
    mira = await desk.signedIn('agent');
    vera = await desk.signedIn('supervisor');
  });
  afterAll(() => desk.close());

  it('restores every row about both accounts, in a case of its own, by a second person', async () => {
    const merged = await aMergedScene(desk, [mira, vera]);
    const seen = await previewUndo(mira, merged);
    expect(seen.body).toMatchObject({ changes: [], notPossible: null, moves: { orders: 1, points: 1250 } });
    expect(JSON.stringify(seen.body)).not.toContain(merged.email);
    const asked = await askUndo(mira, merged);
    expect(asked).toMatchObject({ status: 201, body: { state: 'done', undo: { state: 'waiting' } } });
    const { id: undoId, approvalId, caseId } = asked.body.undo!;
    const [kase] = await desk.sql('select state, agent_id from recovery_case where id = $1', [caseId]);
    expect(kase).toEqual({ state: 'waiting-for-approval', agent_id: mira.id });
    const { body: view } = await vera.get<ApprovalView>(`/api/approvals/${approvalId!}`);
    expect(view).toMatchObject({
      kind: 'merge-undo',
      current: true,
      undoId,
      merge: { reason: 'Two sisters.', undo: { changes: [], moves: { orders: 1 } } },
    });
    expect((await vera.post(`/api/approvals/${approvalId!}/approve`, {})).status).toBe(200);
    expect(await carryOutUndo(desk, undoId)).toBe('done');
    expect(await carryOutUndo(desk, undoId)).toBe('settled');
    const { body: undone } = await mira.get<MergeView>(`/api/merges/${merged.mergeId}`);
    expect(undone).toMatchObject({ state: 'undone', undo: { state: 'done', refusal: null } });
    expect(withoutOwnCase(await rowsOf(desk, merged), caseId)).toEqual(merged.before);
  });

  it('gives the other account back without a password, tells every contact, and signs everybody out', async () => {
    const merged = await aMergedScene(desk, [mira, vera]);
    await desk.sql(
      `insert into customer_session (token_hash, account_id, created_at, last_seen_at, expires_at)
       values (sha256($2), $1, now(), now(), now() + interval '1 day')`,
      [merged.survivorId, merged.mergeId],
    );
    const versions = () =>
      desk.sql<{ security_version: string }>(
        'select security_version from account where id = any($1) order by id',
        [[merged.survivorId, merged.otherId]],
      );
    const before = await versions();
    await undo(desk, [mira, vera], merged);
    const after = await versions();
    expect(
      after.map((row, index) => Number(row.security_version) > Number(before[index]!.security_version)),
    ).toEqual([true, true]);
    expect(await desk.sql('select 1 from credential where account_id = $1', [merged.otherId])).toEqual([]);
    expect(
      await desk.sql('select 1 from credential where account_id = $1', [merged.survivorId]),
    ).toHaveLength(1);
    expect(
      await desk.sql('select 1 from customer_session where account_id = $1 and ended_at is null', [
        merged.survivorId,
      ]),
    ).toEqual([]);
    const told = await desk.sql<{ destination: string }>(
      `select destination from message where template = 'merge-undone' and account_id = any($1)`,
      [[merged.survivorId, merged.otherId]],
    );
    expect(told.map(({ destination }) => destination)).toEqual(
      expect.arrayContaining([merged.phone, merged.email]),
    );
  });
});
