import { randomUUID } from 'node:crypto';
import { PASSWORD } from './harness/desk.ts';
import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';
import { AtTheDesk } from './tour/at-the-desk.ts';

/** So many searches that open no case that a supervisor is told: 80 % of an agent's. */
const NEAR = 24;

story('an admin takes on an agent, and one who is disabled is out at once', async ({ desk, openWindow }) => {
  const username = `new-${randomUUID().slice(0, 8)}`;
  const name = `Newcomer ${username.slice(-4)}`;
  const admin = await AgentAtConsole.signIn(await openWindow(), await desk.hire('admin'));
  const { page } = admin;

  await story.step('the admin adds the agent', async () => {
    await page.getByRole('menuitem', { name: 'Agents' }).click();
    await page.getByRole('link', { name: 'New agent' }).click();
    await page.getByRole('textbox', { name: /^User name/ }).fill(username);
    await page.getByRole('textbox', { name: /^Name/ }).fill(name);
    await page.getByRole('textbox', { name: /^Password/ }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('link', { name })).toBeVisible();
  });

  await story.step(
    'the admin lets the agent search more today, and no more than the limit once again',
    async () => {
      await page.getByRole('link', { name }).click();
      await page.getByRole('button', { name: 'Grant more looks today' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: /^Reason/ }).fill('The shop closed a branch.');
      await dialog.getByRole('textbox', { name: /^How many more/ }).fill('200');
      await dialog.getByRole('button', { name: 'Grant' }).click();
      await expect(dialog.getByRole('alert')).toBeVisible();
      await dialog.getByRole('textbox', { name: /^How many more/ }).fill('5');
      await dialog.getByRole('button', { name: 'Grant' }).click();
      await expect(page.getByRole('status').filter({ hasText: '5 more (Searches) granted' })).toBeVisible();
      await page.getByRole('menuitem', { name: 'Agents' }).click();
    },
  );

  const newcomer = await AgentAtConsole.signIn(await openWindow(), { username });
  await story.step('the agent signs in, and sees nothing that is an admin’s', async () => {
    for (const item of ['Cases', 'Accounts'])
      await expect(newcomer.page.getByRole('menuitem', { name: item })).toBeVisible();
    for (const item of ['Agents', 'Imports', 'Audit'])
      await expect(newcomer.page.getByRole('menuitem', { name: item })).toHaveCount(0);
    await newcomer.openCase('A first case.');
  });

  await story.step('once disabled, the page of the agent is the sign-in page', async () => {
    await page.getByRole('link', { name }).click();
    await page.getByLabel('Disabled').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('row').filter({ hasText: username })).toContainText('Disabled');
    await expect(newcomer.page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await newcomer.page.getByLabel('User name').fill(username);
    await newcomer.page.getByLabel('Password').fill(PASSWORD);
    await newcomer.page.getByRole('button', { name: 'Sign in' }).click();
    await expect(newcomer.page.getByRole('alert').filter({ hasText: 'not right' })).toBeVisible();
  });
});

story(
  'a supervisor is told that somebody’s searches run out, and grants more from there',
  async ({ desk, openWindow }) => {
    const agent = await desk.hire('agent');
    const searching = await AtTheDesk.signIn(await openWindow(), agent);
    const { page } = await AgentAtConsole.signIn(await openWindow(), await desk.hire('supervisor'));

    await story.step('the agent searches until few searches are left', async () => {
      for (let nth = 0; nth < NEAR; nth++)
        await searching.get(
          `accounts?filter=${encodeURIComponent(JSON.stringify({ q: `nobody-${nth}@x.example` }))}`,
        );
    });

    await story.step('the notice leads to the agent’s page, where nothing can be changed', async () => {
      await page.getByRole('menuitem', { name: 'Notices' }).click();
      const notice = page.getByRole('listitem').filter({ hasText: agent.name });
      await expect(notice).toContainText('Searches in an hour that opened no case');
      await notice.getByRole('link', { name: 'Give them more looks today' }).click();
      await expect(page.getByRole('heading', { name: `Agent ${agent.name}`, level: 1 })).toBeVisible();
      await expect(page.getByRole('button', { name: 'Grant more looks today' })).toBeVisible();
      await expect(page.getByRole('textbox')).toHaveCount(0);
      for (const region of ['Where this agent is signed in', 'Lost second factor', 'Private contacts'])
        await expect(page.getByRole('region', { name: region })).toHaveCount(0);
    });

    await story.step('the supervisor grants more', async () => {
      await page.getByRole('button', { name: 'Grant more looks today' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: /^How many more/ }).fill('5');
      await dialog.getByRole('textbox', { name: /^Reason/ }).fill('Many callers after the outage.');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('status').filter({ hasText: '5 more (Searches) granted' })).toBeVisible();
    });

    await story.step('the list of agents leads there too, and neither adds nor changes anybody', async () => {
      await page.getByRole('menuitem', { name: 'Agents' }).click();
      await expect(page.getByRole('link', { name: 'New agent' })).toHaveCount(0);
      await page
        .getByRole('searchbox')
        .or(page.getByRole('textbox', { name: 'Search' }))
        .first()
        .fill(agent.name);
      await page.getByRole('link', { name: agent.name }).click();
      await expect(page.getByRole('button', { name: 'Grant more looks today' })).toBeVisible();
    });
  },
);
