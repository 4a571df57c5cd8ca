import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { CUSTOMERS, customersExport, ordersExport } from './fixtures/exports.ts';
import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';
import { seesCounts, upload } from './people/importing.ts';

const IDS = 7_700_000_000;

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

const TILL = [
  'Kundnummer;Namn;Mejladress;Mobilnummer;Ort',
  `T-${IDS};Åsa Ytterberg-Kåtornsdotter;asa.ytterberg@till.example;070-174 06 38;Göteborg`,
  `T-${IDS + 1};Eva Ek;eva at till;070-174 06 39;Umeå`,
  ';;;;',
];

story(
  'an admin maps a file that no one knows, imports it, and finds a customer of it',
  async ({ desk, openWindow }) => {
    const admin = await AgentAtConsole.signIn(await openWindow(), await desk.hire('admin'));
    const { page } = admin;
    const file = { name: `kassa-${IDS}.csv`, mimeType: 'text/csv', buffer: Buffer.from(TILL.join('\n')) };
    const mappingName = `Kassan ${Date.now().toString(36)}`;
    const preview = page.getByRole('region', { name: 'The first rows as Relink will read them' });

    await story.step('the file is refused, and the way on is a link', async () => {
      await page.goto('/#/imports');
      await page.getByRole('button', { name: 'Upload an export' }).click();
      const dialog = page.getByRole('dialog', { name: 'Upload an export' });
      await dialog.getByLabel('File', { exact: true }).setInputFiles(file);
      await dialog.getByRole('button', { name: 'Upload' }).click();
      await expect(dialog.getByRole('alert')).toContainText('not a customer or order export');
      await dialog.getByRole('link', { name: 'Map a file' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Map a file' })).toBeVisible();
    });

    await story.step(
      'each column is said to be what it is, and the rows show at once how they will be read',
      async () => {
        await page.getByLabel('File to look at').setInputFiles(file);
        await page.getByRole('combobox', { name: 'Customer id', exact: true }).selectOption('Kundnummer');
        await page.getByRole('combobox', { name: 'Full name (in one column)' }).selectOption('Namn');
        await page.getByRole('combobox', { name: 'E-mail', exact: true }).selectOption('Mejladress');
        await page.getByRole('combobox', { name: 'Phone they sign in with' }).selectOption('Mobilnummer');
        await expect(preview.getByRole('row').filter({ hasText: 'Eva Ek' }).first()).toContainText(
          'No network',
        );
        await page.getByRole('textbox', { name: 'Country of phones' }).fill('se');
        const rows = preview.getByRole('row');
        await expect(rows.filter({ hasText: 'Åsa' })).toContainText('+46701740638');
        await expect(rows.filter({ hasText: 'Åsa' })).toContainText('Will be loaded');
        await expect(rows.filter({ hasText: 'Eva Ek' })).toContainText('This is no e-mail address');
        await expect(rows.filter({ hasText: 'Refused' })).toContainText('to know the customer by');
      },
    );

    await story.step(
      'it is kept by name, the file is imported by it, and its customer is found',
      async () => {
        await page.getByRole('textbox', { name: 'Name', exact: true }).fill(mappingName);
        await page.getByRole('button', { name: 'Save and import this file' }).click();
        await expect(page.getByRole('heading', { level: 1, name: `Import ${file.name}` })).toBeVisible();
        await seesCounts(page, { Created: 2, Warned: 1, Refused: 1 });
        await expect(page.getByText(mappingName)).toBeVisible();
        await page.goto('/#/accounts');
        await page.getByRole('searchbox', { name: 'Search accounts' }).fill('asa.ytterberg@till.example');
        await page.keyboard.press('Enter');
        await expect(page.getByRole('article')).toHaveCount(1);
      },
    );

    await story.step(
      'the next file with that header needs no more than an upload, and changes nothing',
      async () => {
        await upload(page, file);
        await seesCounts(page, { Created: 0, Unchanged: 2, Refused: 1 });
      },
    );

    await story.step('a mapping is taken out of use, and files are refused again', async () => {
      await page.goto('/#/import-mappings');
      await page.getByRole('link', { name: mappingName }).click();
      await page.getByRole('button', { name: 'Take out of use' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Take out of use' }).click();
      await expect(page.getByText('Mapping taken out of use.')).toBeVisible();
      await expect(page.getByRole('link', { name: mappingName })).toBeHidden();
    });
  },
);
