import { ExecuteUndo } from '../src/features/merges/execute-undo.ts';
import { type Agent } from './harness/merge-scene.ts';
import { giveRoomToChange } from './harness/room-to-change.ts';
import { TestDesk } from './harness/test-desk.ts';
import {
  aMergedScene,
  askUndo,
  carryOutUndo,
  type MergedScene,
  type Rows,
  rowsOf,
  withoutOwnCase,
} from './harness/undo-scene.ts';

describe('an undoing that is disturbed', () => {
  let desk: TestDesk;
  let who: readonly [Agent, Agent];

  beforeAll(async () => {
    desk = await TestDesk.open();
    await giveRoomToChange(desk);
    who = [await desk.signedIn('agent'), await desk.signedIn('supervisor')];
  });
  afterAll(() => desk.close());

  const queued = async (): Promise<MergedScene & { before: Rows; undoId: string; caseId: string }> => {
    const merged = await aMergedScene(desk, who);
    const asked = (await askUndo(who[0], merged)).body.undo!;
    const approved = await who[1].post(`/api/approvals/${asked.approvalId!}/approve`, {});
    expect(approved.status).toBe(200);
    return { ...merged, undoId: asked.id, caseId: asked.caseId! };
  };
  /** Cuts the connection that does the work: no other is inside a transaction. */
  const cut = () =>
    desk.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and state = 'idle in transaction'`,
    );
  const effects = async (undoId: string) => {
    const [row] = await desk.sql(
      `select u.state, m.state as merge,
              (select count(*)::int from audit_event e where e.account_id = m.survivor_id and e.action = 'merge.undone') as undone,
              (select count(*)::int from message t where t.template = 'merge-undone'
                 and t.account_id in (m.survivor_id, m.other_id)) as told
         from merge_undo u join merge m on m.id = u.merge_id where u.id = $1`,
      [undoId],
    );
    return row;
  };

  it('by a cut of its connection before any statement leaves nothing of it, and the next try all of it', async () => {
    const first = await queued();
    const names: string[] = [];
    await desk.app.get(ExecuteUndo).run(first.undoId, ({ name }) => Promise.resolve(void names.push(name)));
    const whole = await effects(first.undoId);
    expect([names.length > 25, names.at(-1)]).toEqual([true, 'commit']);
    expect(whole).toMatchObject({ state: 'done', merge: 'undone', undone: 1 });
    // The same undoing is cut before each statement in turn: none of the cuts leaves anything.
    const { undoId, before, ...merged } = await queued();
    const between = await rowsOf(desk, merged);
    for (const cutBefore of names.keys()) {
      const running = desk.app.get(ExecuteUndo).run(undoId, async ({ statement }) => {
        if (statement === cutBefore + 1) await cut();
      });
      await expect(running).rejects.toThrow();
      expect(await rowsOf(desk, merged)).toEqual(between);
      expect(await effects(undoId)).toEqual({ state: 'running', merge: 'done', undone: 0, told: 0 });
    }
    expect(await carryOutUndo(desk, undoId)).toBe('done');
    expect(await effects(undoId)).toEqual(whole);
    expect(withoutOwnCase(await rowsOf(desk, merged), merged.caseId)).toEqual(before);
  }, 240_000);

  it('that cannot be carried out is given up: its merge may be undone by another', async () => {
    const { undoId, ...merged } = await queued();
    await desk.app.get(ExecuteUndo).giveUp(undoId);
    expect(await effects(undoId)).toMatchObject({ state: 'refused', merge: 'done', undone: 0 });
    expect(await carryOutUndo(desk, undoId)).toBe('settled');
    expect((await askUndo(who[0], merged)).status).toBe(201);
  });

  it('says which statement it is at, on another connection', async () => {
    const { undoId, mergeId } = await queued();
    const seen: unknown[] = [];
    const execute = desk.app.get(ExecuteUndo);
    await execute.run(undoId, async (progress) => {
      if (progress.statement !== 3) return;
      await desk.sql(
        'insert into merge_progress (id, statement, of, name, at) values ($1, $2, $3, $4, now())',
        [undoId, progress.statement, progress.of, progress.name],
      );
      const { body } = await who[0].get<{ undo: { progress: unknown } }>(`/api/merges/${mergeId}`);
      seen.push(body.undo.progress);
    });
    expect(seen).toMatchObject([{ statement: 3 }]);
    const { body } = await who[0].get<{ undo: { progress: unknown } }>(`/api/merges/${mergeId}`);
    expect(body.undo.progress).toBeNull();
  });
});
