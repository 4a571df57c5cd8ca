import { v4 as uuidv4 } from 'uuid';
import { invented, otherwise, replaceEvent, twoVictims, victimOf, writeEvent } from '../forged-events.ts';
import { shiftLeaves, sizeOf, writeLeaf } from '../forged-tree.ts';
import type { Scene, Tampering } from '../scene.ts';

export const insert: Tampering = {
  kind: 'insert',
  run: (scene) =>
    scene.chance.one([withoutLeaf, withLeafAmongOthers, withLeafAtTheEnd, asTwin, asTwoOfOneId])(scene),
};

export const swap: Tampering = {
  kind: 'swap two',
  async run(scene) {
    const { db, chance } = scene;
    const [one, other] = await twoVictims(scene);
    const both = [one.seq, other.seq];
    const column = chance.one(['seq', 'event_id', 'leaf_hash', 'bytes', 'times']);
    if (column === 'bytes') {
      await db.query(
        `update audit_event e set canonical = o.canonical, hash = o.hash from audit_event o
          where e.id = any($1::uuid[]) and o.id = any($1::uuid[]) and e.id <> o.id`,
        [[one.id, other.id]],
      );
    } else if (column === 'times') {
      if (one.event.at === other.event.at) return swap.run(scene);
      await replaceEvent(db, one.id, { ...one.event, at: other.event.at });
      await replaceEvent(db, other.id, { ...other.event, at: one.event.at });
    } else await swapLeaves(scene, both, column);
    return `${column} of the leaves ${both.join(' and ')}`;
  },
};

async function swapLeaves({ db }: Scene, seqs: readonly number[], column: string): Promise<void> {
  const { rows } = await db.query<{ seq: string; event_id: string; leaf_hash: Buffer }>(
    'delete from audit_leaf where seq = any($1::bigint[]) returning seq::text, event_id, leaf_hash',
    [seqs],
  );
  const [one, other] = rows;
  if (!one || !other) throw new Error('Two leaves were two before anybody touched them.');
  for (const [leaf, with_] of [
    [one, other],
    [other, one],
  ] as const) {
    const seq = column === 'seq' ? with_.seq : leaf.seq;
    const id = column === 'event_id' ? with_.event_id : leaf.event_id;
    await writeLeaf(db, Number(seq), id, column === 'leaf_hash' ? with_.leaf_hash : leaf.leaf_hash);
  }
}

async function withoutLeaf(scene: Scene): Promise<string> {
  const victim = await victimOf(scene, { settled: true });
  const event = { ...invented(scene, victim), at: victim.event.at };
  const id = scene.chance.one([event.id, uuidv4()]);
  await writeEvent(scene.db, { ...event, id });
  return `an event dated ${event.at}, without a leaf`;
}

async function withLeafAmongOthers(scene: Scene): Promise<string> {
  const victim = await victimOf(scene);
  const event = invented(scene, victim);
  const hash = await writeEvent(scene.db, event);
  await shiftLeaves(scene.db, victim.seq, 1);
  await writeLeaf(scene.db, victim.seq, event.id, hash);
  return `an event with a leaf before leaf ${victim.seq}`;
}

async function withLeafAtTheEnd(scene: Scene): Promise<string> {
  const victim = await victimOf(scene, { settled: true });
  const event = { ...invented(scene, victim), at: victim.event.at };
  const hash = await writeEvent(scene.db, event);
  await writeLeaf(scene.db, await sizeOf(scene.db), event.id, hash);
  return `an event dated ${event.at}, with a leaf at the end`;
}

/** Beside an event another one of the same id. */
async function asTwin(scene: Scene): Promise<string> {
  const { seq, event } = await victimOf(scene, { settled: true });
  const at = new Date(Date.parse(event.at) - scene.chance.whole(1, 1000)).toISOString();
  await writeEvent(scene.db, { ...otherwise(scene, event), at });
  return `a twin of leaf ${seq}`;
}

/** One in the past, hidden behind one of now with the same id. */
async function asTwoOfOneId(scene: Scene): Promise<string> {
  const victim = await victimOf(scene, { settled: true });
  const event = { ...invented(scene, victim), at: victim.event.at };
  await writeEvent(scene.db, event);
  await writeEvent(scene.db, { ...event, at: new Date().toISOString() });
  return `an event dated ${event.at}, and one of now with the same id`;
}
