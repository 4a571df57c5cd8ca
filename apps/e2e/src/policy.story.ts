import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';

story('an admin writes the next policy, and everybody reads what changed', async ({ desk, openWindow }) => {
  const { page } = await AgentAtConsole.signIn(await openWindow(), await desk.hire('admin'));
  // A number that no other story depends on.
  const furthest = page.getByRole('spinbutton', { name: 'The furthest a customer may wish a call' });
  const reason = `A drill of ${crypto.randomUUID()}.`;

  await story.step('a number out of its bounds cannot be sent', async () => {
    await page.getByRole('menuitem', { name: 'Policy' }).click();
    await page.getByRole('link', { name: 'Write the next version' }).click();
    await furthest.fill('999');
    await expect(page.getByText('Write a whole number from 1 to 60.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Set this policy' })).toBeDisabled();
  });

  await story.step('what would change is shown, and that a number is less strict is said', async () => {
    await furthest.fill('21');
    const preview = page.getByRole('table', { name: 'What will change' });
    await expect(preview.getByRole('row').nth(1)).toContainText('21 days');
    const tries = page.getByRole('spinbutton', { name: 'Tries of a code, then it is dead' });
    await tries.fill('5');
    await expect(page.getByText('1 value is less strict than the standard policy')).toBeVisible();
    await tries.fill('3');
    await expect(page.getByText('less strict than the standard policy')).toHaveCount(0);
  });

  await story.step('it is sent, and its version says who, why, before and after', async () => {
    await page.getByRole('textbox', { name: 'Reason' }).fill(reason);
    await page.getByRole('button', { name: 'Set this policy' }).click();
    const version = page.getByRole('article').filter({ hasText: reason });
    await expect(version).toContainText('in force');
    await expect(version.getByRole('row').nth(1)).toContainText('14 days21 days');
  });

  await story.step('an agent reads it, and finds no way to change it', async () => {
    const agent = await AgentAtConsole.signIn(await openWindow(), await desk.hire('agent'));
    await agent.page.getByRole('menuitem', { name: 'Policy' }).click();
    await expect(agent.page.getByText(reason)).toBeVisible();
    await expect(agent.page.getByRole('link', { name: 'Write the next version' })).toHaveCount(0);
    await expect(agent.page.getByRole('button', { name: 'Stop all changes' })).toHaveCount(0);
  });
});

story('while changes are stopped, every page says who stopped them and why', async ({ desk, openWindow }) => {
  const { page } = await AgentAtConsole.signIn(await openWindow(), await desk.hire('agent'));
  // Stopping this desk would stop every other story: what it answers then is played.
  await page.route('**/api/change-stops?**', (route) =>
    route.fulfill({
      headers: { 'content-range': 'change-stops 0-0/1' },
      json: [
        {
          id: '0197e000-0000-7000-8000-000000000001',
          stoppedAt: new Date().toISOString(),
          stoppedBy: 'Ada Admin',
          reason: 'An agent was phished.',
          liftedAt: null,
          liftedBy: null,
          liftReason: null,
        },
      ],
    }),
  );
  for (const place of ['/#/', '/#/cases', '/#/policy']) {
    await page.goto(place);
    await page.reload();
    const banner = page.getByRole('alert').filter({ hasText: 'All changes are stopped.' });
    await expect(banner).toContainText('By Ada Admin');
    await expect(banner).toContainText('An agent was phished.');
  }
});
