import type { Page } from '@playwright/test';
import type { BuiltCase } from '@relink/testing';
import { expect } from '../harness/story.ts';
import { answerDesk, type DeskAnswers } from './desk-answers.ts';
import { duplicatesOf, somePasses } from './duplicate-answers.ts';
import {
  aBlockedPreview,
  aHistory,
  aMerge,
  anImpossibleUndo,
  anUndoPreview,
  aPreview,
  MERGE_ID,
} from './merge-answers.ts';
import { goTo, openDialog, type Stop } from './stop.ts';
import type { LongNamed } from './long-named.ts';

/** A page of the console where these answers are made up, from an empty one: nothing shown before is shown again. */
async function open(page: Page, path: string, heading: RegExp, answers: DeskAnswers): Promise<void> {
  await answerDesk(page, answers);
  await page.goto('about:blank');
  await goTo(page, path, heading);
}

/** Duplicates, the merge page, what becomes of a merge, its undoing, and an account's history. */
export function mergeStops(of: BuiltCase, { oldId, duplicateId }: LongNamed): Stop[] {
  return [
    ...duplicateStops(of, oldId, duplicateId),
    ...mergePageStops(of, oldId, duplicateId),
    ...undoStops(oldId, duplicateId),
    {
      name: 'duplicates-none',
      go: (page) => answerDesk(page, { 'duplicates?*': [] }).then(() => noneDismissed(page)),
    },
  ];
}

async function noneDismissed(page: Page): Promise<void> {
  await page.goto('about:blank');
  await goTo(page, '/#/duplicates', 'Duplicates');
  await page.getByRole('button', { name: 'Not duplicates' }).click();
  await expect(page.getByText('Nobody has said of two accounts')).toBeVisible();
}

function duplicateStops({ id }: BuiltCase, accountId: string, otherId: string): Stop[] {
  const [first, again, dismissed] = duplicatesOf(accountId, otherId);
  const known = { 'duplicates?*': [first!, again!], 'merges?*': aHistory(accountId, otherId) };
  return [
    {
      name: 'duplicates',
      go: async (page) => {
        const answers = { 'duplicates?*': [first!, again!, dismissed!], 'duplicate-passes?*': somePasses() };
        await open(page, '/#/duplicates', /^Duplicates$/, answers);
        await expect(page.getByText('Comparing pairs')).toBeVisible();
      },
    },
    { name: 'dialog-not-a-duplicate', go: (page) => openDialog(page, /^Not a duplicate:/) },
    {
      name: 'account-history',
      go: async (page) => {
        await open(page, `/#/accounts/${accountId}/show?caseId=${id}`, /^Account /, known);
        await expect(page.getByText('was merged into it').first()).toBeVisible();
        await expect(page.getByText('Almost certain')).toBeVisible();
      },
    },
    {
      name: 'workbench-merged',
      go: async (page) => {
        await open(page, `/#/cases/${id}/show`, /^Case /, known);
        await expect(page.getByRole('region', { name: 'Merges of this case' })).toBeVisible();
      },
    },
  ];
}

function mergePageStops({ id }: BuiltCase, accountId: string, otherId: string): Stop[] {
  const page = `/#/cases/${id}/merge`;
  const at = `cases/${id}/merges/preview`;
  const shown = (name: string, of: Partial<ReturnType<typeof aMerge>>, says: string): Stop => ({
    name,
    go: async (window) => {
      const merge = aMerge(accountId, otherId, of);
      await open(window, `/#/merges/${MERGE_ID}/show`, /^Merge of /, { [`merges/${MERGE_ID}`]: merge });
      await expect(window.getByText(says).first()).toBeVisible();
    },
  });
  const undecided = { executedAt: null, undoUntil: null, mayUndo: false, counts: {} } as const;
  return [
    {
      name: 'merge',
      go: async (window) => {
        await open(window, page, /^Merge two accounts/, { [at]: aPreview(accountId, otherId) });
        await expect(window.getByText('The result is up to date.')).toBeVisible();
      },
    },
    {
      name: 'merge-blocked',
      go: async (window) => {
        await open(window, page, /^Merge two accounts/, { [at]: aBlockedPreview(accountId, otherId) });
        await expect(window.getByText('These accounts cannot be merged now')).toBeVisible();
      },
    },
    shown('merge-waiting', { ...undecided, state: 'waiting' }, 'A supervisor has been asked'),
    shown(
      'merge-running',
      { ...undecided, state: 'running', progress: { statement: 7, of: 22, name: 'orders' } },
      'Step 7 of 22',
    ),
    shown('merge-done', {}, 'The accounts are one now.'),
    shown(
      'merge-refused',
      { ...undecided, state: 'refused', refusal: 'dispute' },
      'A payment dispute is open',
    ),
  ];
}

function undoStops(accountId: string, otherId: string): Stop[] {
  const merge = { [`merges/${MERGE_ID}`]: aMerge(accountId, otherId, {}) };
  const at = `merges/${MERGE_ID}/undo/preview`;
  const path = `/#/merges/${MERGE_ID}/undo`;
  return [
    {
      name: 'merge-undo',
      go: async (page) => {
        await open(page, path, /^Undo the merge of /, { ...merge, [at]: anUndoPreview() });
        await page.getByRole('radio', { name: 'Share it out' }).first().check();
        await page.getByRole('textbox', { name: 'Goes back to the other account' }).fill('901');
        await expect(page.getByText('Give a number from 0 to 900.')).toBeVisible();
      },
    },
    {
      name: 'merge-undo-impossible',
      go: async (page) => {
        await open(page, path, /^Undo the merge of /, { ...merge, [at]: anImpossibleUndo() });
        await expect(page.getByText('This merge cannot be undone')).toBeVisible();
      },
    },
  ];
}
