import { blockingKeys, enoughAlone, LARGEST_BLOCK, type MatchRecord } from '@relink/domain';
import { hashText } from './hash-text.ts';

/** Two bits of a kept key say for how many accounts it is enough by itself: by their value, of these. */
const ALONE = [...new Set([0, enoughAlone('name:'), LARGEST_BLOCK])];
const KINDS = 4;

/**
 * What an account is looked for by, as whole numbers of 53 bits: what they are made of is personal, and is not kept. Two
 * that meet by chance only make one comparison more.
 */
export function matchKeys(realm: string, record: MatchRecord): number[] {
  const keys = blockingKeys(record).map((key) => {
    const kind = ALONE.indexOf(enoughAlone(key));
    if (kind < 0) throw new Error('There is no such kind of blocking key.');
    return hashText(`${realm}\n${key}`) * KINDS + kind;
  });
  return [...new Set(keys)];
}

/** In SQL, for how many accounts a `key` is enough by itself. */
export const ENOUGH_ALONE = `(array[${ALONE.join(', ')}])[1 + (key & ${String(KINDS - 1)})]`;
