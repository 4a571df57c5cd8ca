import { v7 as uuidv7 } from 'uuid';
import { otherwise, replaceEvent, victimOf } from '../forged-events.ts';
import { anyHash } from '../forged-tree.ts';
import type { Scene, Tampering } from '../scene.ts';

const ORIGINS = ['case', 'portal', 'import', 'effect-of'];

export const editCanonical: Tampering = {
  kind: 'edit: canonical bytes',
  async run(scene) {
    const { db, chance } = scene;
    const { seq, id } = await victimOf(scene);
    const { rows } = await db.query<{ canonical: Buffer }>(
      'select canonical from audit_event where id = $1',
      [id],
    );
    const bytes = rows[0]?.canonical ?? Buffer.alloc(0);
    const at = chance.whole(0, bytes.length - 1);
    const edits: readonly (readonly [string, () => Buffer])[] = [
      ['one bit flipped', () => flipped(bytes, at, 1 << chance.whole(0, 7))],
      ['a byte added', () => Buffer.concat([bytes.subarray(0, at), Buffer.from(' '), bytes.subarray(at)])],
      ['a byte taken away', () => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)])],
      ['the end cut off', () => bytes.subarray(0, at)],
    ];
    const [what, edit] = chance.one(edits);
    await db.query('update audit_event set canonical = $2 where id = $1', [id, edit()]);
    return `leaf ${seq}, byte ${at}: ${what}`;
  },
};

export const editColumn: Tampering = {
  kind: 'edit: a column',
  async run(scene) {
    const { db, chance } = scene;
    for (;;) {
      const { seq, id } = await victimOf(scene);
      const [column, value] = chance.one(columnsOf(scene));
      // Several columns may be what they already are; a time is edited by what may be less than it shows.
      const changed = column === 'at' ? 'at - $2::text::interval' : `$2::text::${typeOf(column)}`;
      const { rowCount } = await db.query(
        `update audit_event set ${column} = ${changed} where id = $1 and ${column} is distinct from ${changed}`,
        [id, value],
      );
      if (rowCount === 1) return `leaf ${seq}: ${column} ${value ?? 'null'}`;
    }
  },
};

export const editHash: Tampering = {
  kind: 'edit: the hash',
  async run(scene) {
    const { seq, id } = await victimOf(scene);
    const table = scene.chance.one(['event', 'leaf', 'both']);
    const hash = anyHash(scene);
    if (table !== 'leaf') await scene.db.query('update audit_event set hash = $2 where id = $1', [id, hash]);
    if (table !== 'event')
      await scene.db.query('update audit_leaf set leaf_hash = $2 where event_id = $1', [id, hash]);
    return `leaf ${seq}: the hash of ${table}`;
  },
};

export const editAll: Tampering = {
  kind: 'edit: bytes, columns and hash',
  async run(scene) {
    const { seq, id, event } = await victimOf(scene);
    const hash = await replaceEvent(scene.db, id, otherwise(scene, event));
    const leafToo = scene.chance.fraction() < 0.5;
    if (leafToo) await scene.db.query('update audit_leaf set leaf_hash = $2 where event_id = $1', [id, hash]);
    return `leaf ${seq}: ${leafToo ? 'with its leaf' : 'without its leaf'}`;
  },
};

function columnsOf({ chance }: Scene): readonly (readonly [column: string, value: string | null])[] {
  return [
    ['id', uuidv7()],
    ['at', `${chance.whole(1, 5_000_000)} microseconds`],
    ['actor_kind', chance.one(['agent', 'customer', 'system'])],
    ['actor_id', chance.one([uuidv7(), null])],
    ['address', chance.one([`203.0.113.${chance.whole(1, 250)}`, null])],
    ['origin', chance.one([...ORIGINS, null])],
    ['action', chance.one(['audit.read', 'account.viewed', 'case.closed'])],
    ['outcome', chance.one(['done', 'refused'])],
    ['case_id', chance.one([uuidv7(), null])],
    ['account_id', chance.one([uuidv7(), null])],
  ];
}

function typeOf(column: string): string {
  return column.endsWith('id') ? 'uuid' : 'text';
}

function flipped(bytes: Buffer, at: number, bit: number): Buffer {
  const other = Buffer.from(bytes);
  other.writeUInt8(bytes.readUInt8(at) ^ bit, at);
  return other;
}
