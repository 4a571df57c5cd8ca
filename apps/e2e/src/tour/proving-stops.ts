import type { SignInWays } from '@relink/contract';
import type { Page } from '@playwright/test';
import { anAccount, aPhoneNumber } from '@relink/testing';
import { type Desk, type Hired, PASSWORD } from '../harness/desk.ts';
import { expect } from '../harness/story.ts';
import { AgentAtConsole } from '../people/agent.ts';
import { answerDesk } from './desk-answers.ts';
import { keepProven, type TourFacts } from './prepare-tour.ts';
import { goTo, type Stop } from './stop.ts';

const BOTH: SignInWays = { passwords: true, company: true };
const COMPANY: SignInWays = { passwords: false, company: true };

/** How somebody of the desk proves who they are, and how much they may look at. */
export async function provingStops(desk: Desk, { admin }: TourFacts): Promise<Stop[]> {
  const agent = await desk.hire('agent');
  const { id: accountId } = await anAccount(desk, { firstName: 'Asha', phone: aPhoneNumber() });
  return [...signInStops(admin), ...securityStops(desk, admin, accountId), ...lookStops(desk, agent)];
}

async function anew(page: Page, path: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(path);
}

function signInStops({ username }: Hired): Stop[] {
  const ways = (name: string, answer: SignInWays, path: string): Stop => ({
    name,
    go: async (page) => {
      await answerDesk(page, { 'sign-in/ways': answer });
      await anew(page, path);
      await expect(page.getByRole('link', { name: /company/i })).toBeVisible();
    },
  });
  return [
    ways('sign-in-company', BOTH, '/#/login'),
    ways('sign-in-company-alone', COMPANY, '/#/login?problem=sign-in-broken'),
    {
      name: 'sign-in-second-step',
      go: async (page) => {
        await answerDesk(page, {});
        await anew(page, '/');
        await page.getByLabel('User name').fill(username);
        await page.getByLabel('Password').fill(PASSWORD);
        await page.keyboard.press('Enter');
        await expect(page.getByLabel('Code of your authenticator app')).toBeVisible();
      },
    },
    {
      name: 'sign-in-second-step-refused',
      go: async (page) => {
        await page.getByLabel('Code of your authenticator app').fill('000000');
        await page.keyboard.press('Enter');
        await expect(page.getByRole('alert').first()).toBeVisible();
      },
    },
  ];
}

function securityStops(desk: Desk, admin: Hired, accountId: string): Stop[] {
  return [
    {
      name: 'security',
      go: async (page) => {
        await AgentAtConsole.signIn(page, admin);
        await keepProven(desk, admin);
        await goTo(page, '/#/security', 'Security');
        await expect(page.getByRole('list', { name: 'Where you are signed in' })).toBeVisible();
      },
    },
    {
      name: 'security-add-app',
      go: async (page) => {
        await page.getByRole('button', { name: 'Add an authenticator app' }).click();
        await expect(page.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
      },
    },
    {
      name: 'dialog-reveal',
      go: async (page) => {
        await page.getByRole('button', { name: 'Cancel' }).click();
        await goTo(page, `/#/accounts/${accountId}/show`, /^Account /);
        await page
          .getByRole('button', { name: /^Reveal/ })
          .first()
          .click();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
    {
      name: 'revealed',
      go: async (page) => {
        await page.getByRole('textbox', { name: 'Reason' }).fill('Compared with the letter she sent.');
        await page.keyboard.press('Enter');
        await expect(page.getByRole('button', { name: 'Hide' })).toBeVisible();
      },
    },
    {
      name: 'dialog-step-up',
      go: async (page) => {
        await desk.sql(`update agent_session set proven_at = now() - interval '1 hour' where agent_id = $1`, [
          admin.id,
        ]);
        await page
          .getByRole('button', { name: /^Reveal/ })
          .last()
          .click();
        await page.getByRole('textbox', { name: 'Reason' }).fill('Compared with the letter she sent.');
        await page.keyboard.press('Enter');
        await expect(page.getByLabel('Code of your authenticator app')).toBeVisible();
      },
    },
  ];
}

function lookStops(desk: Desk, agent: Hired): Stop[] {
  return [
    {
      name: 'accounts-second-detail',
      go: async (page) => {
        await page.context().clearCookies();
        await anew(page, '/');
        await AgentAtConsole.signIn(page, agent);
        await goTo(page, '/#/accounts', 'Accounts');
        await page.getByRole('searchbox', { name: 'Search accounts' }).fill('Asha Patel');
        await page.keyboard.press('Enter');
        await expect(page.getByRole('alert').filter({ hasText: 'A name alone finds nobody' })).toBeVisible();
      },
    },
    {
      name: 'workbench-second-detail',
      go: async (page) => {
        const console = AgentAtConsole.over(page);
        await console.openCase('Says that her name is Asha Patel.');
        await page.getByRole('searchbox', { name: 'Find the customer’s account' }).fill('Asha Patel');
        await page.keyboard.press('Enter');
        await expect(
          page.getByRole('alert').filter({ hasText: 'A name alone finds nobody' }).first(),
        ).toBeVisible();
      },
    },
    {
      name: 'workbench-search-limit',
      go: async (page) => {
        await desk.sql(
          `with looks as (
             insert into agent_look (agent_id, kind, subject, at)
             select $1, 'search', gen_random_uuid(), now() from generate_series(1, 300))
           insert into agent_look_count (agent_id, kind, slot, looks)
           values ($1, 'search', date_bin('10 minutes', now(), 'epoch'), 300)
           on conflict (agent_id, kind, slot) do update set looks = 300`,
          [agent.id],
        );
        await page.getByRole('textbox', { name: 'Postcode' }).first().fill('395007');
        await page.keyboard.press('Enter');
        await expect(page.getByRole('alert').filter({ hasText: 'as often as one person may' })).toBeVisible();
      },
    },
  ];
}
