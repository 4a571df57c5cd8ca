import { UNDO_ACCOUNTS } from './undo-accounts.ts';
import { UNDO_ENDINGS } from './undo-endings.ts';
import { UNDO_MOVES } from './undo-moves.ts';
import type { UndoStatement } from './undo-statement.ts';

/** Everything an undoing writes about its accounts, in order: as many statements for one order as for a hundred thousand. */
export const UNDO_STATEMENTS: readonly UndoStatement[] = [...UNDO_ENDINGS, ...UNDO_MOVES, ...UNDO_ACCOUNTS];
