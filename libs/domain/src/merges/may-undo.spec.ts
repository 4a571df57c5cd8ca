import { daysAgo, NOW } from '../fixtures/facts.fixture.ts';
import { mayNotUndo, type MergeStanding } from './may-undo.ts';

const standing: MergeStanding = {
  state: 'done',
  undoState: null,
  undoUntil: daysAgo(-3),
  purged: false,
  laterMerge: false,
};
const code = (known: Partial<MergeStanding>) => mayNotUndo({ ...standing, ...known }, NOW);

describe('asking for the undoing of a merge', () => {
  it('is open for as long as its before-images are kept, and again after one was refused', () => {
    expect(code({})).toBeNull();
    expect(code({ undoState: 'refused' })).toBeNull();
  });

  it('is closed before it is done, while one is asked for, when it is too late, and behind a later merge', () => {
    expect(code({ state: 'queued', undoUntil: null })).toBe('merge-not-done');
    expect(code({ state: 'undone', undoState: 'done' })).toBe('merge-not-done');
    expect(code({ undoState: 'waiting' })).toBe('undo-pending');
    expect(code({ undoUntil: daysAgo(0) })).toBe('undo-too-late');
    expect(code({ undoUntil: null })).toBe('undo-too-late');
    expect(code({ purged: true })).toBe('undo-too-late');
    expect(code({ laterMerge: true })).toBe('undo-blocked-by-later-merge');
  });
});
