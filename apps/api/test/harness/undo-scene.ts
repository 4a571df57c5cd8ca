import type { MergeView, UndoPreview } from '@relink/contract';
import type { MergeChoices, UndoDecisions } from '@relink/domain';
import { aCase, anAnsweredCode, aRound, type BuiltIdentifier } from '@relink/testing';
import type { Executed } from '../../src/features/merges/execute-merge.ts';
import { ExecuteUndo } from '../../src/features/merges/execute-undo.ts';
import {
  type Agent,
  ask,
  aScene,
  carryOut,
  type Problem,
  type Scene,
  type SceneGiven,
} from './merge-scene.ts';
import type { Answer, TestDesk } from './test-desk.ts';

/** Two accounts that were just merged. */
export type MergedScene = Scene & { readonly mergeId: string };

export async function aMergedScene(
  desk: TestDesk,
  who: readonly [agent: Agent, supervisor: Agent],
  given: SceneGiven = {},
): Promise<MergedScene & { readonly before: Rows }> {
  const scene = await aScene(desk, who[0].id, { rich: true, ...given });
  const before = await rowsOf(desk, scene);
  return { ...scene, before, mergeId: await merge(desk, who, scene) };
}

/** Asked for, approved, and carried out. Returns the merge's id. */
export async function merge(
  desk: TestDesk,
  [agent, supervisor]: readonly [Agent, Agent],
  scene: Pick<Scene, 'survivorId' | 'otherId' | 'caseId'>,
  choices: MergeChoices = {},
): Promise<string> {
  const { status, body } = await ask(agent, scene, choices);
  if (status !== 201) throw new Error(JSON.stringify(body));
  if (body.state === 'waiting') {
    const approved = await supervisor.post(`/api/approvals/${body.approvalId ?? ''}/approve`, {});
    if (approved.status !== 200) throw new Error(JSON.stringify(approved.body));
  }
  const done = await carryOut(desk, body.id);
  if (done !== 'done') throw new Error(done);
  return body.id;
}

/** Another case in which the same agent has proven the first of two accounts. */
export async function aProvenCase(
  desk: TestDesk,
  agentId: string,
  { survivorId, otherId }: Pick<Scene, 'survivorId' | 'otherId'>,
): Promise<string> {
  const { id: caseId } = await aCase(desk, { agentId, claimed: survivorId, duplicates: [otherId] });
  const about = { caseId, accountId: survivorId, agentId };
  await aRound(desk, { ...about, kinds: ['last_order', 'shipping_address'] });
  const [phone] = await desk.sql<BuiltIdentifier>(
    `select id, value, normalised from identifier where account_id = $1 and kind = 'phone' and state = 'verified'`,
    [survivorId],
  );
  if (!phone) throw new Error('An account that is proven has a phone.');
  await anAnsweredCode(desk, { ...about, identifier: phone });
  return caseId;
}

/** What changed since. */
export function previewUndo(
  agent: Agent,
  { mergeId }: Pick<MergedScene, 'mergeId'>,
  decisions: UndoDecisions = {},
): Promise<Answer<UndoPreview & Problem>> {
  return agent.post(`/api/merges/${mergeId}/undo/preview`, { decisions });
}

/** Asks for exactly what was previewed. */
export async function askUndo(
  agent: Agent,
  merged: Pick<MergedScene, 'mergeId'>,
  decisions: UndoDecisions = {},
): Promise<Answer<MergeView & Problem>> {
  const seen = await previewUndo(agent, merged, decisions);
  return agent.post(`/api/merges/${merged.mergeId}/undo`, {
    decisions,
    planHash: seen.body.planHash ?? 'f'.repeat(64),
    reason: 'Two sisters.',
  });
}

/** The worker takes up an undoing. */
export function carryOutUndo(desk: TestDesk, undoId: string): Promise<Executed> {
  return desk.app.get(ExecuteUndo).run(undoId);
}

/** Asked for, approved, and carried out. */
export async function undo(
  desk: TestDesk,
  [agent, supervisor]: readonly [Agent, Agent],
  merged: Pick<MergedScene, 'mergeId'>,
  decisions: UndoDecisions = {},
): Promise<MergeView> {
  const asked = await askUndo(agent, merged, decisions);
  const asking = asked.body.undo;
  if (asked.status !== 201 || !asking) throw new Error(JSON.stringify(asked.body));
  const approved = await supervisor.post(`/api/approvals/${asking.approvalId ?? ''}/approve`, {});
  if (approved.status !== 200) throw new Error(JSON.stringify(approved.body));
  const done = await carryOutUndo(desk, asking.id);
  if (done !== 'done') throw new Error(done);
  return (await agent.get<MergeView>(`/api/merges/${merged.mergeId}`)).body;
}

export type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/**
 * The tables about an account, each with what an undoing does not restore, and why:
 * security_version and updated_at rise with every change; the other's credentials and second factors were deleted by the
 * merge, by design; sessions end; codes and messages tell what happened meanwhile; the audit, plans, approvals, changes of
 * identifiers and the merge's own tables are its record.
 */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  account: ['security_version', 'updated_at'],
  identifier: ['updated_at'],
  address: [],
  shop_order: [],
  store_credit: [],
  gift_card: [],
  subscription: [],
  consent: [],
  account_hold: [],
  case_account: [],
  evidence_round: [],
  verification_lock: [],
};

/** Every row of every table about both accounts, and of what leads to them, in a fixed order. */
export async function rowsOf(
  desk: TestDesk,
  { survivorId, otherId }: Pick<Scene, 'survivorId' | 'otherId'>,
): Promise<Rows> {
  const rows: Record<string, Record<string, unknown>[]> = {};
  for (const [table, except] of Object.entries(TABLES)) {
    const about =
      table === 'account' ? 'x.id = any($1) or x.merged_into = any($1)' : 'x.account_id = any($1)';
    const found = await desk.sql<{ row: Record<string, unknown> }>(
      `select (to_jsonb(x) - $2::text[]) as row from ${table} x where ${about} order by (to_jsonb(x) - $2::text[])::text`,
      [[survivorId, otherId], except],
    );
    rows[table] = found.map(({ row }) => row);
  }
  return rows;
}

/** But for the case that an undoing opens of its own. */
export function withoutOwnCase(rows: Rows, caseId: string | null): Rows {
  const cases = rows['case_account']?.filter((row) => row['case_id'] !== caseId) ?? [];
  return { ...rows, case_account: cases };
}
