import { expect, story } from './harness/story.ts';
import { aPair, aProvenCase } from './people/a-pair.ts';
import { AgentAtConsole } from './people/agent.ts';

story('two accounts are merged by keyboard alone', async ({ desk, openWindow }) => {
  const pair = await aPair(desk);
  const hired = await desk.hire('agent');
  const agent = await AgentAtConsole.signIn(await openWindow(), hired);
  const { page } = agent;
  await agent.openMadeCase(await aProvenCase(desk, hired.id, pair));
  await expect(page.getByRole('button', { name: 'Merge accounts…' })).toBeVisible();

  await story.step('the palette knows the merge, and what it is called', async () => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'What to do' })).toBeFocused();
    await page.keyboard.type('merge accounts');
    await expect(page.getByRole('option', { name: /^Merge accounts/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await story.step('its key leads there; the focus is on the first conflict', async () => {
    // A hand that has just typed is given a moment before single keys mean something again.
    await expect(async () => {
      await page.keyboard.press('m');
      await expect(page.getByText('The result is up to date.')).toBeVisible({ timeout: 3_000 });
    }).toPass();
    await expect(page.getByRole('radio', { name: 'Marta Lindqvist', exact: true })).toBeFocused();
  });

  await story.step('an arrow chooses the other name, and Enter there sends nothing', async () => {
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('radio', { name: 'Märta Lindkvist', exact: true })).toBeChecked();
    await page.keyboard.press('Enter');
    await expect(page.getByText('The result is up to date.')).toBeVisible();
  });

  await story.step('the key of forms asks for the reason first, then sends it', async () => {
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('textbox', { name: 'Reason' })).toBeFocused();
    await page.keyboard.type('She wrote her name differently.');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('A supervisor has been asked.')).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'A supervisor has been asked.' })).toBeFocused();
  });
});
