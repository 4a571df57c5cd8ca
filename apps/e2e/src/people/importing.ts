import type { Page } from '@playwright/test';
import type { ExportFile } from '../fixtures/exports.ts';
import { expect } from '../harness/story.ts';

/** Uploads an export in the console, and waits for its page. */
export async function upload(page: Page, file: ExportFile): Promise<void> {
  await page.goto('/#/imports');
  await page.getByRole('button', { name: 'Upload an export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Upload an export' });
  await dialog.getByLabel('File').setInputFiles(file);
  await dialog.getByRole('button', { name: 'Upload' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Import ${file.name}` })).toBeVisible();
}

/** Waits until an import is finished, and compares its counts. */
export async function seesCounts(page: Page, counts: Record<string, number>): Promise<void> {
  await expect(page.getByText('Finished', { exact: true })).toBeVisible({ timeout: 60_000 });
  for (const [name, count] of Object.entries(counts)) {
    const term = page.getByRole('term').filter({ hasText: new RegExp(`^${name}$`) });
    await expect(term.locator('xpath=following-sibling::dd[1]')).toHaveText(count.toLocaleString('en-GB'));
  }
}
