import { v7 as uuidv7 } from 'uuid';
import type { CanonicalEvent } from '../../src/features/audit/canonical-event.ts';
import { twoVictims, victimOf, writeEvent } from '../forged-events.ts';
import { shiftLeaves, sizeOf, writeLeaf } from '../forged-tree.ts';
import type { Scene, Tampering } from '../scene.ts';

const NOBODY = { kind: 'system', id: null, address: null } as const;

export const remove: Tampering = {
  kind: 'delete',
  async run(scene) {
    const ways = [
      eventOnly,
      eventAndLeaf,
      eventLeafAndGap,
      leafOnly,
      someInARow,
      asOldAsExpired,
      itsMonthExpired,
    ];
    return scene.chance.one(ways)(scene);
  },
};

export const cutTail: Tampering = {
  kind: 'cut the tail',
  async run({ db, chance, covered }) {
    const from = chance.whole(0, covered - 1);
    await db.query(
      'delete from audit_event where id not in (select event_id from audit_leaf where seq < $1)',
      [from],
    );
    await db.query('delete from audit_leaf where seq >= $1', [from]);
    await db.query('delete from audit_checkpoint where size > $1', [from]);
    await db.query('delete from audit_node where (index + 1) * (2::bigint ^ level) > $1', [from]);
    return `all from leaf ${from} on`;
  },
};

export const restore: Tampering = {
  kind: 'restore an old backup',
  of: 'older',
  async run({ db }) {
    const size = await sizeOf(db);
    return `as it was at ${size} leaves`;
  },
};

async function eventOnly(scene: Scene): Promise<string> {
  const { seq, id } = await victimOf(scene);
  await scene.db.query('delete from audit_event where id = $1', [id]);
  return `the event of leaf ${seq}`;
}

async function leafOnly(scene: Scene): Promise<string> {
  const { seq } = await victimOf(scene);
  await scene.db.query('delete from audit_leaf where seq = $1', [seq]);
  return `leaf ${seq}`;
}

async function eventAndLeaf(scene: Scene): Promise<string> {
  const { seq, id } = await victimOf(scene);
  await scene.db.query('delete from audit_event where id = $1', [id]);
  await scene.db.query('delete from audit_leaf where seq = $1', [seq]);
  return `leaf ${seq} with its event`;
}

async function eventLeafAndGap(scene: Scene): Promise<string> {
  const { seq, id } = await victimOf(scene);
  await scene.db.query('delete from audit_event where id = $1', [id]);
  await scene.db.query('delete from audit_leaf where seq = $1', [seq]);
  await shiftLeaves(scene.db, seq + 1, -1);
  return `leaf ${seq} with its event, the gap closed`;
}

async function someInARow(scene: Scene): Promise<string> {
  const [one, other] = await twoVictims(scene);
  const [from, to] = [Math.min(one.seq, other.seq), Math.max(one.seq, other.seq)];
  await scene.db.query(
    'delete from audit_event where id in (select event_id from audit_leaf where seq between $1 and $2)',
    [from, to],
  );
  return `the events of the leaves ${from} to ${to}`;
}

/** A month long ago is declared expired, and the leaf says that its event was of that month. */
async function asOldAsExpired(scene: Scene): Promise<string> {
  const { seq, id } = await victimOf(scene);
  const month = monthsAgo(scene.chance.whole(15, 40));
  const old = uuidv7({ msecs: Date.parse(`${month}-15`) + scene.chance.whole(0, 86_400_000) });
  await scene.db.query('delete from audit_event where id = $1', [id]);
  await scene.db.query('update audit_leaf set event_id = $2 where seq = $1', [seq, old]);
  await declareExpired(scene, month);
  return `the event of leaf ${seq}, which now pretends to be of ${month}, declared expired`;
}

/** The month itself is declared expired, and some or all of its events are gone. */
async function itsMonthExpired(scene: Scene): Promise<string> {
  const { seq, id } = await victimOf(scene);
  const all = scene.chance.fraction() < 0.5;
  await (all
    ? scene.db.query('delete from audit_event')
    : scene.db.query('delete from audit_event where id = $1', [id]));
  await declareExpired(scene, monthsAgo(0));
  return `${all ? 'all events' : `the event of leaf ${seq}`}, their month declared expired`;
}

/** As the desk would write it and sequence it after the last checkpoint. */
async function declareExpired({ db }: Scene, month: string): Promise<void> {
  const event: CanonicalEvent = {
    ...{ v: 1, id: uuidv7(), at: new Date().toISOString(), actor: NOBODY, origin: null },
    ...{ action: 'audit.bodies-expired', outcome: 'done', caseId: null, accountId: null },
    ...{ facts: { month }, sealed: null },
  };
  const hash = await writeEvent(db, event);
  await writeLeaf(db, await sizeOf(db), event.id, hash);
}

function monthsAgo(months: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 7);
}
