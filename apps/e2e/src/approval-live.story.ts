import type { BuiltCase } from '@relink/testing';
import { expect, story } from './harness/story.ts';
import { aPair, aProvenCase } from './people/a-pair.ts';
import { AgentAtConsole } from './people/agent.ts';
import { seesMerged } from './people/merging.ts';

async function askByKeyboard(agent: AgentAtConsole, made: BuiltCase): Promise<void> {
  const { page } = agent;
  await agent.openMadeCase(made);
  await expect(page.getByRole('button', { name: 'Merge accounts…' })).toBeVisible();
  await page.keyboard.press('m');
  await expect(page.getByText('The result is up to date.')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('textbox', { name: 'Reason' })).toBeFocused();
  await page.keyboard.type('Both are hers.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('A supervisor has been asked.')).toBeVisible();
}

story(
  'a merge is approved by keyboard, and every open page changes by itself',
  async ({ desk, openWindow }) => {
    const hired = await desk.hire('agent');
    const agent = await AgentAtConsole.signIn(await openWindow(), hired);
    const supervisor = await AgentAtConsole.signIn(await openWindow(), await desk.hire('supervisor'));
    const colleague = await AgentAtConsole.signIn(await openWindow(), await desk.hire('supervisor'));
    const made = await aProvenCase(desk, hired.id, await aPair(desk));
    const row = (at: AgentAtConsole) => at.page.getByRole('listitem').filter({ hasText: made.reference });

    await story.step('two supervisors look at the queue', async () => {
      for (const { page } of [supervisor, colleague]) {
        await page.goto('/#/approvals');
        await expect(page.getByRole('group', { name: 'Which approvals' })).toBeVisible();
      }
      await expect(row(supervisor)).toHaveCount(0);
    });

    await story.step('an agent asks, by keyboard', () => askByKeyboard(agent, made));

    await story.step(
      'it stands in both queues without anybody asking for it, and is opened from there',
      async () => {
        for (const at of [supervisor, colleague]) {
          await expect(row(at)).toBeVisible();
          await row(at).getByRole('link', { name: 'Look at it' }).focus();
          await at.page.keyboard.press('Enter');
          await expect(at.page.getByRole('button', { name: 'Approve', exact: true })).toBeVisible();
        }
        // What decides comes before the long comparison.
        const tops = await supervisor.page
          .getByRole('region', { name: /What was proven in the case|What becomes of both/ })
          .evaluateAll((regions) => regions.map((region) => region.getBoundingClientRect().top));
        expect(tops).toEqual(tops.toSorted((one, other) => one - other));
        await expect(supervisor.page.getByText(/Round by Agent/).first()).toBeInViewport();
        const why = supervisor.page.getByText('Proven, but by less than the strongest evidence.').first();
        await expect(why).toBeInViewport();
      },
    );

    await story.step('one of them says yes, by keyboard', async () => {
      const { page } = supervisor;
      await page.keyboard.press('a');
      await expect(page.getByRole('textbox', { name: 'Reason' })).toBeFocused();
      await page.keyboard.type('Round and code are convincing.');
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('status').filter({ hasText: 'Approved by' })).toBeVisible();
    });

    await story.step('the other sees that it is decided, and the agent that it is done', async () => {
      await expect(colleague.page.getByRole('status').filter({ hasText: 'Approved by' })).toBeVisible();
      await expect(colleague.page.getByRole('button', { name: 'Approve', exact: true })).toHaveCount(0);
      await seesMerged(agent);
    });
  },
);

story(
  'an approval that is open says by itself that one of its accounts has changed',
  async ({ desk, openWindow }) => {
    const hired = await desk.hire('agent');
    const agent = await AgentAtConsole.signIn(await openWindow(), hired);
    const supervisor = await AgentAtConsole.signIn(await openWindow(), await desk.hire('supervisor'));
    const pair = await aPair(desk);
    const made = await aProvenCase(desk, hired.id, pair);
    const { page } = supervisor;

    await story.step('a supervisor has it open', async () => {
      await askByKeyboard(agent, made);
      await page.goto('/#/approvals');
      const row = page.getByRole('listitem').filter({ hasText: made.reference });
      await row.getByRole('link', { name: 'Look at it' }).click();
      await expect(page.getByRole('button', { name: 'Approve', exact: true })).toBeVisible();
      await expect(page.getByText('An account has changed since this was asked.')).toHaveCount(0);
    });

    await story.step('the other account is changed elsewhere, and the page says so', async () => {
      await desk.sql('update account set security_version = security_version + 1 where id = $1', [
        pair.young.id,
      ]);
      const alert = page
        .getByRole('alert')
        .filter({ hasText: 'An account has changed since this was asked.' });
      await expect(alert).toBeVisible();
    });
  },
);
