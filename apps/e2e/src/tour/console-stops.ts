import type { Page } from '@playwright/test';
import type { BuiltCase } from '@relink/testing';
import { daysAgo } from '@relink/testing';
import { type Desk, type Hired, PASSWORD } from '../harness/desk.ts';
import { expect } from '../harness/story.ts';
import { mergeStops } from './merge-stops.ts';
import { aCallBack, aTourCase, aVerifiedTourCase, keepProven, type TourFacts } from './prepare-tour.ts';
import { goTo, openDialog, type Stop } from './stop.ts';

async function signIn(page: Page, { username, code }: Hired): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  if (code) {
    await page.getByLabel('Code of your authenticator app').fill(await code());
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }
  await expect(page.getByRole('menuitem', { name: 'Cases' })).toBeVisible();
}

/** Signing in, home, and the list of cases, as an admin sees them and as somebody new does. */
export async function consoleStops(desk: Desk, facts: TourFacts): Promise<Stop[]> {
  const { admin, people } = facts;
  await aTourCase(desk, 'pages-due', {
    agentId: admin.id,
    claimed: people.indonesian.oldId,
    state: 'waiting-for-customer',
    dueAt: daysAgo(1),
    ticket: 'HELP-77120-VERSANDABTEILUNG',
  });
  await aTourCase(desk, 'pages-closed', { agentId: admin.id, state: 'closed', channel: 'email' });
  await aCallBack(desk, 'pages-call-back', facts, people.swedish, 'sv');
  const newcomer = await desk.hire('agent');
  return [
    ...signInStops(desk, admin),
    ...caseListStops(),
    {
      name: 'home-empty',
      go: async (page) => {
        await page.context().clearCookies();
        await page.goto('/');
        await page.reload();
        await signIn(page, newcomer);
        await goTo(page, '/#/', 'Home');
      },
    },
    {
      name: 'cases-empty',
      go: async (page) => {
        await goTo(page, '/#/cases', 'Cases');
        await page.getByRole('button', { name: 'My cases' }).click();
      },
    },
    {
      name: 'session-ended',
      go: async (page) => {
        await page.context().clearCookies();
        await page.getByRole('button', { name: 'All cases' }).click();
        await expect(page.getByRole('heading', { name: 'Relink', level: 1 })).toBeVisible();
      },
    },
  ];
}

function signInStops(desk: Desk, admin: Hired): Stop[] {
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
      name: 'home',
      go: async (page) => {
        await signIn(page, admin);
        await keepProven(desk, admin);
        await goTo(page, '/#/', 'Home');
        await expect(page.getByRole('link', { name: /^[2-9A-Z]{4}-[2-9A-Z]{4}$/ }).first()).toBeVisible();
      },
    },
  ];
}

function caseListStops(): Stop[] {
  const shown = (name: string, button: string): Stop => ({
    name,
    go: async (page) => {
      await page.getByRole('button', { name: button, exact: true }).click();
      await expect(page.getByRole('row').nth(1)).toBeVisible();
    },
  });
  return [
    { name: 'cases', go: (page) => goTo(page, '/#/cases', 'Cases') },
    shown('cases-mine', 'My cases'),
    shown('cases-due', 'Due now'),
    shown('cases-call-backs', 'Call-backs'),
    shown('cases-all', 'All cases'),
    { name: 'dialog-open-a-case', go: (page) => openDialog(page, 'Open a case') },
  ];
}

/** Accounts, what may be duplicates, and merges. */
export async function accountPageStops(desk: Desk, facts: TourFacts): Promise<Stop[]> {
  const verified = await aVerifiedTourCase(desk, 'pages-verified', facts, 'german');
  return [...accountStops(facts, verified), ...mergeStops(verified, facts.people.german)];
}

function accountStops({ people }: TourFacts, verified: BuiltCase): Stop[] {
  const { german } = people;
  return [
    {
      name: 'accounts',
      go: (page) => goTo(page, '/#/accounts', 'Accounts'),
    },
    {
      name: 'accounts-found',
      go: async (page) => {
        await page.getByRole('searchbox', { name: 'Search accounts' }).fill(german.phone);
        await page.keyboard.press('Enter');
        await expect(page.getByRole('article').filter({ hasText: 'likely duplicate' })).toHaveCount(1);
      },
    },
    {
      name: 'accounts-none',
      go: async (page) => {
        await page.getByRole('searchbox', { name: 'Search accounts' }).fill('nobody.at.all@mail.example');
        await page.keyboard.press('Enter');
        await expect(page.getByRole('article')).toHaveCount(0);
      },
    },
    {
      name: 'account',
      go: async (page) => {
        await goTo(page, `/#/accounts/${german.oldId}/show?caseId=${verified.id}`, /^Account /);
        await expect(page.getByRole('heading', { name: 'Orders' })).toBeVisible();
      },
    },
    {
      name: 'account-without-a-case',
      go: (page) => goTo(page, `/#/accounts/${people.swedish.oldId}/show`, /^Account /),
    },
  ];
}
