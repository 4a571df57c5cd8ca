import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';

story('an agent begins at home, and finds there what is theirs', async ({ desk, openWindow }) => {
  const agent = await AgentAtConsole.signIn(await openWindow(), await desk.hire('agent'));
  const { page } = agent;
  const mine = page.getByRole('region', { name: 'My open cases' });

  await story.step('nothing yet, and the next step is named', async () => {
    await expect(mine).toContainText('No open cases. Open one');
    await expect(page.getByRole('region', { name: 'Waits for a supervisor' })).toHaveCount(0);
    await expect(page.getByRole('table', { name: 'The team’s day' })).toContainText('Cases opened');
  });

  await story.step('two cases later both are there, and lead to the list of them', async () => {
    const references = [await agent.openCase('One.'), await agent.openCase('Two.')];
    await page.getByRole('menuitem', { name: 'Home' }).click();
    for (const reference of references)
      await expect(mine.getByRole('link', { name: reference })).toBeVisible();
    await mine.getByRole('link', { name: 'All 2 of my open cases' }).click();
    await expect(page.getByRole('combobox', { name: 'State' })).toHaveValue('not-closed');
    await expect(page.getByText('1–2 of 2')).toBeVisible();
  });
});

story(
  'a supervisor saves a set of filters, and has it again after signing out',
  async ({ desk, openWindow }) => {
    const hired = await desk.hire('supervisor');
    const supervisor = await AgentAtConsole.signIn(await openWindow(), hired);
    const { page } = supervisor;
    const saved = page.getByRole('button', { name: 'Saved filters' });

    await story.step('all that wait for a customer, under a name; what was typed is left out', async () => {
      await page.goto('/#/cases');
      const all = page.getByRole('button', { name: 'All cases' });
      await all.click();
      // Faster than any hand, the next filter would be laid over the ones before this.
      await expect(all).toHaveAttribute('aria-pressed', 'true');
      const state = page.getByRole('combobox', { name: 'State' });
      await state.selectOption('waiting-for-customer');
      await expect(page).toHaveURL(/waiting-for-customer/);
      await expect(state).toHaveValue('waiting-for-customer');
      await page.getByRole('searchbox', { name: 'Search by reference' }).fill('asha@mail.example');
      await page.keyboard.press('Enter');
      await expect(page.getByText('Nothing fits these filters.')).toBeVisible();
      await saved.click();
      await page.getByRole('menuitem', { name: 'Save these filters…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Save these filters' });
      await expect(dialog).toContainText('What you typed to search is left out');
      await dialog.getByRole('textbox', { name: 'Name' }).fill('Customers to answer');
      await dialog.getByRole('button', { name: 'Save' }).click();
    });

    await story.step('it is there after signing in again, and can be deleted', async () => {
      expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('asha@mail.example');
      await supervisor.signOut();
      const again = await AgentAtConsole.signIn(page, hired);
      await again.page.goto('/#/cases');
      await saved.click();
      await page.getByRole('menuitem', { name: 'Customers to answer', exact: true }).click();
      await expect(page.getByRole('combobox', { name: 'State' })).toHaveValue('waiting-for-customer');
      await saved.click();
      await page.getByRole('menuitem', { name: 'Delete “Customers to answer”' }).click();
      await saved.click();
      await expect(page.getByRole('menuitem', { name: 'Customers to answer', exact: true })).toHaveCount(0);
    });
  },
);

story(
  'an agent whose session ends meanwhile comes to the sign-in page, and nothing breaks on the way',
  async ({ desk, openWindow }) => {
    const hired = await desk.hire('supervisor');
    const { page } = await AgentAtConsole.signIn(await openWindow(), hired);
    await expect(page.getByRole('table', { name: 'The team’s day' })).toContainText('Cases opened');
    // What is still asked for would meet the end of the session before they look anew.
    await expect(page.locator('.RaLoadingIndicator-loader')).toHaveCount(0);
    await desk.sql('delete from agent_session where agent_id = $1', [hired.id]);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  },
);
