import type { Page } from '@playwright/test';

/** What the desk is asked for, as `merges/1` or `merges?*`, and what is made up for it. */
export type DeskAnswers = Readonly<Record<string, object>>;

const ALL = '**/api/';

/**
 * Gives requests of the console answers made up here, until the next that do: a tour wants to see what a merge looks like
 * with something in the way, half done or undone, without living through each.
 */
export async function answerDesk(page: Page, answers: DeskAnswers): Promise<void> {
  // A request whose answer is given up half way would hang, and its page never come to rest.
  await page.unrouteAll({ behavior: 'wait' });
  for (const [path, json] of Object.entries(answers)) {
    const rows = Array.isArray(json) ? json.length : 0;
    const headers = { 'content-range': `items 0-${String(Math.max(0, rows - 1))}/${String(rows)}` };
    await page.route(`${ALL}${path}`, (route) => route.fulfill({ json, headers }));
  }
}
