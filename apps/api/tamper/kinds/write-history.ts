import { invented, otherwise, replaceEvent, victimOf, writeEvent } from '../forged-events.ts';
import { goOnSigning, rebuild, shiftLeaves, sizeOf, writeLeaf } from '../forged-tree.ts';
import type { Scene, Tampering } from '../scene.ts';

export const rebuildAll: Tampering = {
  kind: 'rebuild every hash',
  async run(scene) {
    const { db, chance } = scene;
    const victim = await victimOf(scene);
    const what = chance.one(['edited', 'deleted', 'inserted']);
    if (what === 'edited') await replaceEvent(db, victim.id, otherwise(scene, victim.event));
    if (what === 'deleted') {
      await db.query('delete from audit_event where id = $1', [victim.id]);
      await db.query('delete from audit_leaf where seq = $1', [victim.seq]);
      await shiftLeaves(db, victim.seq + 1, -1);
    }
    if (what === 'inserted') {
      const event = invented(scene, victim);
      const hash = await writeEvent(db, event);
      await shiftLeaves(db, victim.seq, 1);
      await writeLeaf(db, victim.seq, event.id, hash);
    }
    return `leaf ${victim.seq} ${what}, ${await rebuild(scene)}`;
  },
};

export const fork: Tampering = {
  kind: 'fork the log',
  async run(scene) {
    const { db, chance, covered } = scene;
    const { rows } = await db.query<{ size: number }>(
      'select size::int as size from audit_checkpoint c where c.size < $1',
      [covered],
    );
    const from = chance.one(rows).size;
    const size = await sizeOf(db);
    const replaced = await otherHistory(scene, from);
    await db.query('delete from audit_checkpoint where size > $1', [from]);
    await rebuild(scene, 'by the stolen key');
    await goOnSigning(scene);
    return `from the checkpoint of ${from} leaves on, ${replaced} events where there were ${size - from}`;
  },
};

/** Fewer, as many or more events than really followed, some of them real and at least one of them not. */
async function otherHistory(scene: Scene, from: number): Promise<number> {
  const { db, chance } = scene;
  const { rows } = await db.query<{ event_id: string }>(
    'select event_id from audit_leaf where seq >= $1 order by seq',
    [from],
  );
  const real = chance.whole(0, scene.covered - from - 1);
  await db.query('delete from audit_leaf where seq >= $1', [from + real]);
  await db.query('delete from audit_event where id = any($1::uuid[])', [
    rows.slice(real).map(({ event_id: id }) => id),
  ]);
  const made = chance.whole(1, rows.length);
  for (let nth = 0; nth < made; nth++) {
    const victim = await victimOf({ ...scene, covered: from });
    const event = { ...invented(scene, victim), at: new Date().toISOString() };
    await writeLeaf(db, from + real + nth, event.id, await writeEvent(db, event));
  }
  return real + made;
}
