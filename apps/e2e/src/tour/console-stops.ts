import type { Page } from '@playwright/test';
import { PASSWORD } from '../harness/desk.ts';
import { expect } from '../harness/story.ts';
import { asSaid } from '../people/known.ts';
import type { TourFacts } from './prepare-tour.ts';
import { goTo, type Stop } from './stop.ts';

/** Every page of the console, as an admin sees it, in an order that can be walked. */
export function consoleStops({ admin, caller, fresh, verified, importId }: TourFacts): Stop[] {
  const search = async (page: Page, field: string) => {
    await page.getByRole('searchbox', { name: field }).fill(asSaid(caller.phone));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('article').filter({ hasText: 'likely duplicate' })).toHaveCount(1);
  };
  return [
    { name: 'sign-in', go: (page) => goTo(page, '/', 'Relink') },
    {
      name: 'sign-in-refused',
      go: async (page) => {
        await page.getByLabel('User name').fill(admin.username);
        await page.getByLabel('Password').fill('not the password');
        await page.getByRole('button', { name: 'Sign in' }).click();
        await expect(page.getByRole('alert').filter({ hasText: 'not right' })).toBeVisible();
      },
    },
    {
      name: 'cases',
      go: async (page) => {
        await page.getByLabel('Password').fill(PASSWORD);
        await page.getByRole('button', { name: 'Sign in' }).click();
        await expect(page.getByText(verified.reference)).toBeVisible();
      },
    },
    {
      name: 'open-a-case',
      go: async (page) => {
        await page.getByRole('button', { name: 'Open a case' }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
    {
      name: 'workbench-new',
      go: (page) => goTo(page, `/#/cases/${fresh.id}/show`, `Case ${fresh.reference}`),
    },
    { name: 'workbench-search', go: (page) => search(page, 'Find the customer’s account') },
    {
      name: 'workbench',
      go: async (page) => {
        await goTo(page, `/#/cases/${verified.id}/show`, `Case ${verified.reference}`);
        await expect(page.getByText('Assurance: verified')).toBeVisible();
        await page.getByRole('checkbox', { name: 'Shipping address' }).check();
      },
    },
    {
      name: 'close-the-case',
      go: async (page) => {
        await page.getByRole('button', { name: 'Close case' }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
    {
      name: 'account',
      go: async (page) => {
        await goTo(page, `/#/accounts/${caller.old.id}/show?caseId=${verified.id}`, /^Account /);
        await expect(page.getByRole('heading', { name: 'Orders' })).toBeVisible();
      },
    },
    {
      name: 'account-masked',
      go: (page) => goTo(page, `/#/accounts/${caller.duplicate.id}/show`, /^Account /),
    },
    {
      name: 'accounts',
      go: async (page) => {
        await goTo(page, '/#/accounts', 'Accounts');
        await search(page, 'Search accounts');
      },
    },
    { name: 'messages', go: (page) => goTo(page, '/#/messages', 'Messages') },
    {
      name: 'audit',
      go: async (page) => {
        await goTo(page, '/#/audit-events', 'Audit');
        await page.getByRole('button', { name: 'Expand' }).first().click();
        await expect(page.getByRole('region', { name: 'Facts' })).toBeVisible();
      },
    },
    { name: 'imports', go: (page) => goTo(page, '/#/imports', 'Imports') },
    ...(importId === null
      ? []
      : [{ name: 'import', go: (page: Page) => goTo(page, `/#/imports/${importId}/show`, /^Import /) }]),
    { name: 'agents', go: (page) => goTo(page, '/#/agents', 'Agents') },
    { name: 'agent-new', go: (page) => goTo(page, '/#/agents/create', 'New agent') },
    { name: 'agent', go: (page) => goTo(page, `/#/agents/${admin.id}`, /^Agent /) },
    { name: 'inbox', go: (page) => goTo(page, '/#/inbox', 'Development inbox') },
  ];
}
