import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';
import { giveDevice, givePassword } from './people/factors.ts';

const HALF = /[2-9CDFGHJKMNPQRTVWXY]{5}-[2-9CDFGHJKMNPQRTVWXY]{5}/;

story(
  'a supervisor who lost her phone comes back in by a code of which two admins have a half each',
  async ({ desk, openWindow }) => {
    const vera = await desk.hire('supervisor');
    const [first, second] = [await desk.hire('admin'), await desk.hire('admin')];
    const asking = (await AgentAtConsole.signIn(await openWindow(), first)).page;
    const approving = (await AgentAtConsole.signIn(await openWindow(), second)).page;
    const halves: string[] = [];

    await story.step('one admin asks, and cannot agree with themselves', async () => {
      await asking.goto(`/#/agents/${vera.id}`);
      await asking.getByRole('button', { name: 'Ask for its removal' }).press('Enter');
      const dialog = asking.getByRole('dialog');
      await dialog.getByRole('textbox', { name: 'Reason' }).fill('Phone stolen; called back by her lead.');
      await dialog.getByRole('button', { name: 'Ask another admin' }).press('Enter');
      const recoveries = asking.getByRole('list', { name: 'Recoveries of lost second factors' });
      await expect(recoveries).toContainText('another admin has to say yes');
      await expect(recoveries.getByRole('button', { name: 'Remove the factors' })).toHaveCount(0);
      await expect(recoveries).not.toContainText(HALF);
    });

    await story.step('another agrees, and each is shown a half of their own', async () => {
      await approving.goto('/#/agents');
      const waiting = approving.getByRole('list', { name: 'Recoveries of lost second factors' });
      const hers = waiting.getByRole('listitem').filter({ hasText: vera.name });
      await hers.getByRole('button', { name: 'Remove the factors' }).press('Enter');
      for (const page of [approving, asking]) {
        await page.goto('/#/agents');
        await page.reload();
        const shown = page.getByRole('listitem').filter({ hasText: vera.name });
        await expect(shown).toContainText(HALF);
        halves.push(HALF.exec((await shown.textContent()) ?? '')?.[0] ?? '');
      }
      expect(new Set(halves).size).toBe(2);
    });

    await story.step('her password and one half open nothing; both halves do', async () => {
      const page = await openWindow();
      await giveDevice(page);
      await givePassword(page, vera.username);
      await expect(page.getByText('Two admins removed your second factors.')).toBeVisible();
      await expect(page.getByRole('menuitem', { name: 'Cases' })).toHaveCount(0);
      await page.getByRole('button', { name: 'Add a passkey' }).press('Enter');
      const code = page.getByRole('textbox', { name: 'Recovery code' });
      await page.getByRole('textbox', { name: 'Name' }).fill('My new phone');
      await code.fill(halves[0]!);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
      await code.fill(halves.join(' ').toLowerCase());
      await page.keyboard.press('Enter');
      await expect(page.getByRole('menuitem', { name: 'Cases' })).toBeVisible();
    });

    await story.step('then nobody is shown a half any more', async () => {
      await asking.goto(`/#/agents/${vera.id}`);
      await asking.reload();
      await expect(asking.getByRole('list', { name: 'Recoveries of lost second factors' })).not.toContainText(
        HALF,
      );
    });
  },
);
