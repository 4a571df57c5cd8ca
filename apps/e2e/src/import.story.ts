import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { CUSTOMERS, customersExport, type ExportFile, ordersExport } from './fixtures/exports.ts';
import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';

const IDS = 7_700_000_000;

async function upload(page: Page, file: ExportFile): Promise<void> {
  await page.goto('/#/imports');
  await page.getByRole('button', { name: 'Upload an export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Upload an export' });
  await dialog.getByLabel('File').setInputFiles(file);
  await dialog.getByRole('button', { name: 'Upload' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Import ${file.name}` })).toBeVisible();
}

async function seesCounts(page: Page, counts: Record<string, number>): Promise<void> {
  await expect(page.getByText('Finished', { exact: true })).toBeVisible({ timeout: 60_000 });
  for (const [name, count] of Object.entries(counts)) {
    const term = page.getByRole('term').filter({ hasText: new RegExp(`^${name}$`) });
    await expect(term.locator('xpath=following-sibling::dd[1]')).toHaveText(count.toLocaleString('en-GB'));
  }
}

async function downloadRows(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the rows' }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

story(
  'an admin brings in a shop’s export, and is told of each row that is not right',
  async ({ desk, openWindow }) => {
    const admin = await AgentAtConsole.signIn(await openWindow(), await desk.hire('admin'));
    const { page } = admin;
    const customers = customersExport(IDS);

    await story.step('customers: progress while it runs, then what became of each row', async () => {
      await upload(page, customers);
      await expect(page.getByRole('progressbar')).toBeVisible();
      await seesCounts(page, {
        Read: CUSTOMERS + 3,
        Created: CUSTOMERS + 1,
        Unchanged: 0,
        Warned: 1,
        Refused: 2,
      });
      const rows = admin.region('Rows to look at').getByRole('row');
      await expect(rows.filter({ hasText: `customers_export.csv:` })).toHaveCount(3);
      await expect(rows.filter({ hasText: 'Warned' })).toContainText('No network gave out such a number');
    });

    await story.step('the warned and refused rows are a file', async () => {
      const text = await downloadRows(page);
      expect(text).toContain('duplicate-id');
      expect(text).toContain('wrong-width');
      expect(text).toContain('phone-impossible');
    });

    await story.step('orders find their customer', async () => {
      await upload(page, ordersExport(IDS));
      await seesCounts(page, { Created: 2, Refused: 1 });
      await page.goto('/#/accounts');
      await page.getByRole('searchbox', { name: 'Search accounts' }).fill(`#E${IDS}2`);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('article')).toHaveCount(1);
      await expect(page.getByRole('article')).toContainText('2 orders');
    });

    await story.step('the same customers again change nothing', async () => {
      await upload(page, customers);
      await seesCounts(page, { Created: 0, Updated: 0, Unchanged: CUSTOMERS + 1, Refused: 2 });
    });

    await story.step('a file that is no export is refused, and nothing is imported', async () => {
      await page.goto('/#/imports');
      await page.getByRole('button', { name: 'Upload an export' }).click();
      const dialog = page.getByRole('dialog', { name: 'Upload an export' });
      const buffer = Buffer.from('a,b,c\n1,2,3\n');
      await dialog.getByLabel('File').setInputFiles({ name: 'other.csv', mimeType: 'text/csv', buffer });
      await dialog.getByRole('button', { name: 'Upload' }).click();
      await expect(dialog.getByRole('alert')).toContainText('not a customer or order export');
    });
  },
);
