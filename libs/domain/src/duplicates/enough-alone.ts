import { LARGEST_BLOCK } from './blocking-keys.ts';

/** A name or the beginning of a mailbox that at most this many accounts share is rare. */
const RARE_BLOCK = 4;

/** Kinds of keys that strangers hardly share; `only` are those of accounts without any contact. */
const ALONE: ReadonlySet<string> = new Set(['mailbox', 'phone', 'born', 'born-in', 'only']);
/** Kinds that strangers share, but for rare ones. */
const ALONE_IF_RARE: ReadonlySet<string> = new Set(['name', 'local']);

/**
 * How many accounts may share a blocking key for it to be enough by itself: two of them are then compared even when they
 * share no other key. 0: never, as with one street or one postcode and a name; of such keys two accounts must share two.
 * Of all pairs that share a single such key next to none is one person's, and they are nine in ten.
 */
export function enoughAlone(key: string): number {
  const kind = key.slice(0, key.indexOf(':'));
  if (ALONE.has(kind)) return LARGEST_BLOCK;
  return ALONE_IF_RARE.has(kind) ? RARE_BLOCK : 0;
}
