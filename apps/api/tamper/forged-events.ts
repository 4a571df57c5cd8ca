import canonicalize from 'canonicalize';
import type { Pool } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { CanonicalEvent } from '../src/features/audit/canonical-event.ts';
import { leafHash } from '../src/features/audit/index.ts';
import type { Scene } from './scene.ts';

/** An event under the last witnessed checkpoint. */
export type Victim = { readonly seq: number; readonly id: string; readonly event: CanonicalEvent };

const VICTIM = `select l.seq::int as seq, e.id, e.canonical from audit_leaf l join audit_event e on e.id = l.event_id
  where l.seq >= $1 and l.seq < $2 and ($3::timestamptz is null or e.at < $3) order by l.seq limit 1`;
const INSERT = `insert into audit_event
    (id, at, actor_kind, actor_id, address, origin, action, outcome, case_id, account_id, canonical, hash)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;

/** Any event under the last witnessed checkpoint; `settled`: whose time that checkpoint has closed as well. */
export async function victimOf(scene: Scene, { settled = false } = {}): Promise<Victim> {
  const { db, chance, covered } = scene;
  for (const from of [chance.whole(0, covered - 1), 0]) {
    const values = [from, covered, settled ? scene.settled : null];
    const { rows } = await db.query<{ seq: number; id: string; canonical: Buffer }>(VICTIM, values);
    const [row] = rows;
    if (row) return { ...row, event: JSON.parse(row.canonical.toString()) as CanonicalEvent };
  }
  throw new Error('There is no such event before anybody touched the log.');
}

/** Two different ones. */
export async function twoVictims(scene: Scene): Promise<readonly [Victim, Victim]> {
  const one = await victimOf(scene);
  for (;;) {
    const other = await victimOf(scene);
    if (other.seq !== one.seq) return [one, other];
  }
}

/** The canonical bytes of an event (RFC 8785). */
export function bytesOf(event: CanonicalEvent): Buffer {
  return Buffer.from(canonicalize(event) ?? '');
}

/** Writes an event as the desk does: columns, canonical bytes and hash agree. Returns its leaf's hash. */
export async function writeEvent(db: Pool, event: CanonicalEvent): Promise<Buffer> {
  const { id, at, actor, origin, action, outcome, caseId, accountId } = event;
  const canonical = bytesOf(event);
  const hash = leafHash(canonical);
  const who = [actor.kind, actor.id, actor.address];
  await db.query(INSERT, [id, at, ...who, origin, action, outcome, caseId, accountId, canonical, hash]);
  return hash;
}

/** Puts another event in the place of one, as consistently as the desk itself would have written it. */
export async function replaceEvent(db: Pool, id: string, event: CanonicalEvent): Promise<Buffer> {
  await db.query('delete from audit_event where id = $1', [id]);
  return writeEvent(db, event);
}

/** The same event saying something else. */
export function otherwise({ chance }: Scene, event: CanonicalEvent): CanonicalEvent {
  const changes: readonly (() => CanonicalEvent)[] = [
    () => ({ ...event, actor: { ...event.actor, id: uuidv7() } }),
    () => ({ ...event, actor: { ...event.actor, address: `203.0.113.${chance.whole(1, 250)}` } }),
    () => ({ ...event, outcome: event.outcome === 'done' ? 'refused' : 'done' }),
    () => ({ ...event, action: event.action === 'audit.read' ? 'account.viewed' : 'audit.read' }),
    () => ({ ...event, accountId: uuidv7() }),
    () => ({ ...event, caseId: uuidv7() }),
    () => ({ ...event, at: new Date(Date.parse(event.at) - chance.whole(1, 60_000)).toISOString() }),
    () => ({ ...event, facts: { ...event.facts, shown: chance.whole(10_000, 99_999) } }),
    () => ({ ...event, sealed: Buffer.from(uuidv7()).toString('base64') }),
  ];
  return chance.one(changes)();
}

/** An event that never happened, dated as another one. */
export function invented(scene: Scene, { event }: Victim): CanonicalEvent {
  return otherwise(scene, { ...event, id: uuidv7({ msecs: Date.parse(event.at) }) });
}
