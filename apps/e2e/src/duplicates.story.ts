import { aCase } from '@relink/testing';
import type { Desk } from './harness/desk.ts';
import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';
import { longNamed, type LongNamed } from './tour/long-named.ts';

/** The demo shop was searched when it was loaded: waits until the worker has found this person's two accounts. */
async function untilFound(desk: Desk, { oldId, duplicateId }: LongNamed): Promise<void> {
  const found = () =>
    desk.sql(
      `select id from duplicate
        where state = 'open' and account_a in ($1::uuid, $2::uuid) and account_b in ($1::uuid, $2::uuid)`,
      [oldId, duplicateId],
    );
  await expect.poll(async () => (await found()).length, { timeout: 60_000 }).toBe(1);
}

// Whose account no tour leaves with a change under way, which would stop the merge.
story('an agent goes from a likely duplicate straight to the merge', async ({ desk, openWindow }) => {
  const { chinese } = await longNamed(desk);
  await untilFound(desk, chinese);
  const hired = await desk.hire('agent');
  const agent = await AgentAtConsole.signIn(await openWindow(), hired);
  await agent.openMadeCase(await aCase(desk, { agentId: hired.id, claimed: chinese.oldId }));
  const likely = agent.region('Likely duplicates').getByRole('article').first();

  await story.step('the workbench says how likely it is, and why', async () => {
    await expect(likely).toContainText(/Almost certain|Very likely/);
    await expect(likely.getByRole('list', { name: 'Why' })).toContainText('Same phone');
  });

  await story.step('what is not in the case yet is added on the way', async () => {
    await likely.getByRole('button', { name: /^Merge with / }).click();
    await expect(agent.page.getByRole('heading', { name: /^Merge two accounts/, level: 1 })).toBeVisible();
  });

  await story.step('the page shows what would come of it, masked, and what is missing', async () => {
    const { page } = agent;
    await expect(page.getByRole('alert').filter({ hasText: 'You may not merge them yet' })).toContainText(
      'the caller is not verified',
    );
    await expect(page.getByRole('group', { name: 'Orders' })).toContainText('5');
    await expect(page.getByRole('button', { name: /^Ask for approval to merge/ })).toBeDisabled();
  });
});

story('"not a duplicate" is remembered with who said it and why', async ({ desk, openWindow }) => {
  const { tamil } = await longNamed(desk);
  await untilFound(desk, tamil);
  const hired = await desk.hire('agent');
  const agent = await AgentAtConsole.signIn(await openWindow(), hired);
  await agent.openMadeCase(await aCase(desk, { agentId: hired.id, claimed: tamil.oldId }));
  const panel = agent.region('Likely duplicates');
  const why = `Her daughter, by case of ${hired.name}.`;

  await story.step('the agent says so with a reason, and it leaves the list', async () => {
    await expect(panel.getByRole('article').first()).toBeVisible();
    const before = await panel.getByRole('article').count();
    await panel
      .getByRole('button', { name: /^Not a duplicate/ })
      .first()
      .click();
    const dialog = agent.page.getByRole('dialog', { name: 'These are two people' });
    await expect(dialog.getByRole('button', { name: 'Not a duplicate' })).toBeDisabled();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill(why);
    await dialog.getByRole('button', { name: 'Not a duplicate' }).click();
    await expect(panel.getByRole('article')).toHaveCount(before - 1);
  });

  await story.step('it is still there for who unfolds it', async () => {
    await panel.getByText('Said to be no duplicate').click();
    await expect(panel).toContainText(why);
    await expect(panel).toContainText(hired.name);
  });

  await story.step('a supervisor finds it in the list of all', async () => {
    const supervisor = await AgentAtConsole.signIn(await openWindow(), await desk.hire('supervisor'));
    await supervisor.page.getByRole('menuitem', { name: 'Duplicates' }).click();
    await supervisor.page.getByRole('button', { name: 'Not duplicates' }).click();
    await expect(supervisor.page.getByRole('listitem').filter({ hasText: why })).toHaveCount(1);
    await expect(supervisor.page.getByRole('region', { name: 'Search all accounts' })).toHaveCount(0);
  });
});
