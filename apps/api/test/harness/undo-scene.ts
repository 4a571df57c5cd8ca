import type { MergeView, UndoPreview } from '@relink/contract';
import type { MergeChoices, UndoDecisions } from '@relink/domain';
import type { BuiltIdentifier } from '@relink/testing';
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
import { aProvenCase } from './story.ts';
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
export async function aSecondCase(
  desk: TestDesk,
  agentId: string,
  { survivorId, otherId }: Pick<Scene, 'survivorId' | 'otherId'>,
): Promise<string> {
  const [phone] = await desk.sql<BuiltIdentifier>(
    `select id, value, normalised from identifier where account_id = $1 and kind = 'phone' and state = 'verified'`,
    [survivorId],
  );
  if (!phone) throw new Error('An account that is proven has a phone.');
  return aProvenCase(desk, agentId, { id: survivorId, phone, duplicates: [otherId] });
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

type Table = {
  /** Which rows are about the two accounts, `$1` the survivor and `$2` the other. */
  readonly about?: string;
  /** The columns that an undoing does not restore. */
  readonly except?: readonly string[];
};

/**
 * The tables about two accounts, with what an undoing does not restore, and why:
 * - security_version and updated_at rise with every change, so that what was planned before is void.
 * - credential, second_factor of the other: deleted by the merge, by design; its holder sets new ones.
 * - superseded_at of a code, and sessions: what was open ended, and does not come back.
 * - messages of the merge and of its undoing: they were sent.
 * - recovery_case: what was proven counts no more, and says when that ended.
 * - plan, approval, identifier_change, audit_event, duplicate and the merge's own tables: they are the record of it.
 */
const TABLES: Readonly<Record<string, Table>> = {
  account: {
    about: '$1 in (x.id, x.merged_into) or $2 in (x.id, x.merged_into)',
    except: ['security_version', 'updated_at'],
  },
  identifier: { except: ['updated_at'] },
  address: {},
  shop_order: {},
  store_credit: {},
  gift_card: {},
  subscription: {},
  consent: {},
  account_hold: {},
  credential: { about: 'x.account_id = $1' },
  second_factor: { about: 'x.account_id = $1' },
  case_account: {},
  evidence_round: {},
  challenge: { except: ['superseded_at'] },
  verification_lock: {},
  message: { about: `x.account_id in ($1, $2) and x.template not in ('accounts-merged', 'merge-undone')` },
};

/** Every row of every table about both accounts, and of what leads to them, in a fixed order. */
export async function rowsOf(
  desk: TestDesk,
  { survivorId, otherId }: Pick<Scene, 'survivorId' | 'otherId'>,
): Promise<Rows> {
  const rows: Record<string, Record<string, unknown>[]> = {};
  for (const [table, { about = 'x.account_id in ($1, $2)', except = [] }] of Object.entries(TABLES)) {
    const found = await desk.sql<{ row: Record<string, unknown> }>(
      `select (to_jsonb(x) - $3::text[]) as row from ${table} x
        where (${about}) and $2::uuid is not null order by (to_jsonb(x) - $3::text[])::text`,
      [survivorId, otherId, except],
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
