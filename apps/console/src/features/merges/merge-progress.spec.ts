import type { MergeProgressView, MergeView } from '@relink/contract';
import { askEvery, hasMoved, withProgress } from './merge-progress.ts';

const shown = { id: 'one', state: 'running', approvalState: null, progress: null, undo: null } as MergeView;
const heard: MergeProgressView = {
  state: 'running',
  approvalState: null,
  progress: { statement: 3, of: 9, name: 'orders' },
  undo: null,
};

describe('a merge that is followed', () => {
  it('is shown with how far it is, without being read again', () => {
    expect(hasMoved(shown, heard)).toBe(false);
    expect(withProgress(shown, heard)).toEqual({ ...shown, progress: heard.progress });
  });

  it('is read again once it stands elsewhere, and asked for no more when it is at rest', () => {
    expect(hasMoved(shown, { ...heard, state: 'done' })).toBe(true);
    expect(withProgress(shown, { ...heard, state: 'done' })).toBe(shown);
    expect([askEvery(shown), askEvery({ state: 'waiting', undo: null })]).toEqual([1_000, 10_000]);
    expect(askEvery({ state: 'done', undo: null })).toBe(false);
  });
});
