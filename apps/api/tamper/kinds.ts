import { editAll, editCanonical, editColumn, editHash } from './kinds/edit.ts';
import { insert, swap } from './kinds/put-in.ts';
import { cutTail, remove, restore } from './kinds/take-away.ts';
import { fork, rebuildAll } from './kinds/write-history.ts';
import type { Tampering } from './scene.ts';

/** All that the owner of a database may try. */
export const KINDS: readonly Tampering[] = [
  editCanonical,
  editColumn,
  editHash,
  editAll,
  remove,
  insert,
  swap,
  cutTail,
  rebuildAll,
  restore,
  fork,
];
