import type { MergeProgressView, MergeView } from '@relink/contract';

const WHILE_IT_RUNS_MS = 1_000;
const WHILE_IT_WAITS_MS = 10_000;
const RUNNING: ReadonlySet<string> = new Set(['queued', 'running']);

/** How often, in milliseconds, an open merge asks how far it is; false where it is at rest. */
export function askEvery({ state, undo }: Pick<MergeView, 'state' | 'undo'>): number | false {
  if (RUNNING.has(state) || (undo && RUNNING.has(undo.state))) return WHILE_IT_RUNS_MS;
  return state === 'waiting' || undo?.state === 'waiting' ? WHILE_IT_WAITS_MS : false;
}

/** Whether it stands where it did not when it was read. How far it is within a state is no such move. */
export function hasMoved(shown: MergeView, heard: MergeProgressView): boolean {
  return (
    shown.state !== heard.state ||
    shown.approvalState !== heard.approvalState ||
    shown.undo?.id !== heard.undo?.id ||
    shown.undo?.state !== heard.undo?.state
  );
}

/** The merge that was read, with how far it is by now. */
export function withProgress(shown: MergeView, heard: MergeProgressView): MergeView {
  if (hasMoved(shown, heard)) return shown;
  const undo = shown.undo && { ...shown.undo, progress: heard.undo?.progress ?? null };
  return { ...shown, progress: heard.progress, undo };
}
