import type { Page } from '@playwright/test';
import type { Desk } from '../harness/desk.ts';
import { expect } from '../harness/story.ts';
import { aHeldChange, aTourCase, type TourFacts } from './prepare-tour.ts';
import { goTo, openDialog, type Stop } from './stop.ts';

const MAPPING_NAME = 'Kundendatei des alten Warenwirtschaftssystems, Zweigniederlassung Hohenlohe';
const LONG_REASON =
  'The external auditor asked for everything about this case, letter 2026-11-20 of the Wirtschaftsprüfungsgesellschaft.';
const OTHER_FILE = {
  name: 'kundendatei-des-alten-warenwirtschaftssystems-zweigniederlassung-hohenlohe-2026-11.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      'Kundennummer,Vollständiger Name,Elektronische Postadresse,Mobilfunknummer',
      '1001,Maximiliane-Friederike Freifrau von und zu Hohenlohe-Schillingsfürst,maximiliane-friederike.von.hohenlohe@familienpostfach.mail.example,+491713920091',
      '1002,Anna Weiß,keine Adresse,0171 3920092',
      ',Niemand,,',
    ].join('\n'),
  ),
};

/** What is written down: notices, approvals, messages, the audit, imports. */
export async function recordStops(desk: Desk, facts: TourFacts): Promise<Stop[]> {
  await aHeldChange(desk, 'pages-held', facts, 'gujarati');
  await facts.atDesk.post('cases', { channel: 'phone' });
  const theirs = { agentId: facts.colleague.id, claimed: facts.people.arabic.oldId };
  const suspected = await aTourCase(desk, 'pages-fraud', theirs);
  await facts.atColleagues.post(`cases/${suspected.id}/suspected-fraud`);
  return [
    { name: 'notices', go: (page) => goTo(page, '/#/notices', /Notices/) },
    {
      name: 'dialog-settle-notice',
      go: (page) => openDialog(page, /^Settle$/),
    },
    {
      name: 'approvals',
      go: async (page) => {
        await goTo(page, '/#/approvals', 'Approvals');
        await expect(page.getByRole('link', { name: 'Look at it' }).last()).toBeVisible();
      },
    },
    {
      name: 'approval',
      go: async (page) => {
        await page.getByRole('link', { name: 'Look at it' }).last().click();
        await expect(page.getByRole('region', { name: 'What a yes would do' })).toBeVisible();
      },
    },
    { name: 'messages', go: (page) => goTo(page, '/#/messages', 'Messages') },
    ...auditStops(),
    ...importStops(desk),
    { name: 'inbox', go: (page) => goTo(page, '/#/inbox', 'Development inbox') },
  ];
}

function auditStops(): Stop[] {
  const expanded = async (page: Page, what: RegExp, shows: string) => {
    const row = page.getByRole('row').filter({ hasText: what }).first();
    await row.getByRole('button', { name: 'Expand' }).click();
    await expect(page.getByRole('region', { name: shows }).first()).toBeVisible();
  };
  return [
    { name: 'audit', go: (page) => goTo(page, '/#/audit-events', 'Audit') },
    {
      name: 'audit-facts',
      go: async (page) => {
        await page.reload();
        await expanded(page, /Case opened/, 'Facts');
      },
    },
    {
      name: 'audit-before-after',
      go: async (page) => {
        await page.goto('about:blank');
        await goTo(
          page,
          `/#/audit-events?filter=${encodeURIComponent('{"action":"identifier.email-requested"}')}`,
          'Audit',
        );
        await expanded(page, /New e-mail/, 'After');
      },
    },
    {
      name: 'audit-event',
      go: async (page) => {
        await page.getByRole('row').filter({ hasText: 'New e-mail' }).first().getByRole('link').click();
        await expect(page.getByRole('region', { name: 'Proof' })).toBeVisible();
      },
    },
    {
      name: 'audit-proven',
      go: async (page) => {
        const proof = page.getByRole('region', { name: 'Proof' });
        await expect(async () => {
          await proof.getByRole('button', { name: 'Verify here' }).click();
          await expect(proof.getByText('Verified. This event is in the log')).toBeVisible({ timeout: 2000 });
        }).toPass();
      },
    },
    {
      name: 'audit-timeline',
      go: async (page) => {
        await page.getByRole('link', { name: 'Timeline of its case' }).click();
        await expect(page.getByRole('listitem').filter({ hasText: 'New e-mail' }).first()).toBeVisible();
      },
    },
    { name: 'dialog-export', go: (page) => openDialog(page, 'Export…') },
    {
      name: 'audit-exports',
      go: async (page) => {
        await page.getByRole('textbox', { name: 'Reason' }).fill(LONG_REASON);
        await page.getByRole('button', { name: 'Ask for the file' }).click();
        await expect(page.getByRole('link', { name: 'Download' }).first()).toBeVisible();
      },
    },
    {
      name: 'audit-verified',
      go: async (page) => {
        await goTo(page, '/#/audit-events', 'Audit');
        await page.getByRole('button', { name: 'Verify now' }).click();
        await page.getByText('Details', { exact: true }).first().click();
        await expect(page.getByRole('region', { name: 'The log as a whole' })).toContainText(
          'Sound. Verified',
        );
      },
    },
  ];
}

function importStops(desk: Desk): Stop[] {
  return [
    { name: 'imports', go: (page) => goTo(page, '/#/imports', 'Imports') },
    {
      name: 'import',
      go: async (page) => {
        const [last] = await desk.sql<{ id: string }>(
          'select id from import_run order by created_at desc limit 1',
        );
        await goTo(page, `/#/imports/${last!.id}/show`, /^Import /);
      },
    },
    { name: 'mappings', go: (page) => goTo(page, '/#/import-mappings', /./) },
    {
      name: 'mapping-new',
      go: async (page) => {
        await goTo(page, '/#/import-mappings/create', 'Map a file');
        await page.getByLabel('File to look at').setInputFiles(OTHER_FILE);
        const map = { 'Customer id': 'Kundennummer', 'Full name (in one column)': 'Vollständiger Name' };
        for (const [field, column] of Object.entries({ ...map, 'E-mail': 'Elektronische Postadresse' }))
          await page.getByRole('combobox', { name: field, exact: true }).selectOption(column);
        await page.getByRole('combobox', { name: 'Phone they sign in with' }).selectOption('Mobilfunknummer');
        await page.getByRole('textbox', { name: 'Country of phones' }).fill('de');
        await expect(page.getByText('This is no e-mail address').first()).toBeVisible();
      },
    },
    {
      name: 'import-issues',
      go: async (page) => {
        await page.getByRole('textbox', { name: 'Name', exact: true }).fill(MAPPING_NAME);
        await page.getByRole('button', { name: 'Save and import this file' }).click();
        await expect(page.getByRole('heading', { level: 1, name: /^Import / })).toBeVisible();
        await expect(page.getByText('Refused').first()).toBeVisible({ timeout: 30_000 });
      },
    },
    {
      name: 'mapping-edit',
      go: async (page) => {
        await goTo(page, '/#/import-mappings', /./);
        await page.getByRole('link', { name: MAPPING_NAME }).first().click();
        await expect(page.getByRole('button', { name: 'Take out of use' })).toBeVisible();
      },
    },
  ];
}
