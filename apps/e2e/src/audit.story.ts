import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';
import { tabTo } from './people/tab-to.ts';

story(
  'a supervisor narrows the log, proves one event of it and takes it away, by keyboard',
  async ({ desk, openWindow }) => {
    const agent = await AgentAtConsole.signIn(await openWindow(), await desk.hire('agent'));
    const reference = await agent.openCase('Says that nobody changed anything.');
    const supervisor = await desk.hire('supervisor');
    const { page } = await AgentAtConsole.signIn(await openWindow(), supervisor);

    await story.step(
      'filters combine, are seen as chips, kept on the desk, and stand in the address',
      async () => {
        await page.goto('/#/audit-events');
        await tabTo(page, page.getByRole('button', { name: 'Filters' }).first());
        await page.keyboard.press('Enter');
        await tabTo(page, page.getByRole('combobox', { name: 'Actions' }));
        await page.keyboard.type('Case opened');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await tabTo(page, page.getByRole('combobox', { name: 'Case', exact: true }));
        await page.keyboard.type(reference);
        await page.getByRole('option', { name: reference }).waitFor();
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await expect(page.getByRole('row')).toHaveCount(2);
        await expect(
          page.getByRole('button', { name: `Remove the filter Case: ${reference}` }),
        ).toBeVisible();
        await page.getByRole('button', { name: 'Saved filters' }).press('Enter');
        await page.getByRole('menuitem', { name: 'Save these filters…' }).press('Enter');
        await page.getByRole('textbox', { name: 'Name' }).fill('One opening');
        await page.keyboard.press('Enter');
        await expect(page.getByRole('dialog')).toHaveCount(0);
        await page.reload();
        await expect(page.getByRole('row')).toHaveCount(2);
      },
    );

    await story.step('the event is proven by the browser itself', async () => {
      await tabTo(page, page.getByRole('row').nth(1).getByRole('link'));
      await page.keyboard.press('Enter');
      const proof = page.getByRole('region', { name: 'Proof' });
      const verdict = proof.getByText('Verified. This event is in the log, unchanged');
      await expect(async () => {
        await proof.getByRole('button', { name: 'Verify here' }).press('Enter');
        await expect(verdict).toBeVisible({ timeout: 2_000 });
      }).toPass();
      await expect(proof.getByText('The checkpoint is signed by the log’s key')).toBeVisible();
    });

    await story.step('a proof that was touched is refused', async () => {
      await page.route('**/api/audit-events/*/proof', async (route) => {
        const answer = await route.fetch();
        const proof = (await answer.json()) as { canonical: string };
        await route.fulfill({ json: { ...proof, canonical: proof.canonical.replace('opened', 'closed') } });
      });
      await page.getByRole('button', { name: 'Verify here' }).press('Enter');
      await expect(page.getByText('Not verified. Do not trust this event.')).toBeVisible();
      await page.unroute('**/api/audit-events/*/proof');
    });

    await story.step('its case is read as a timeline', async () => {
      await page.getByRole('link', { name: 'Timeline of its case' }).press('Enter');
      await expect(page.getByRole('listitem').filter({ hasText: 'Case opened' })).toBeVisible();
    });

    await story.step('the file of it is asked for and written', async () => {
      await page.getByRole('button', { name: 'Export…' }).press('Enter');
      await page.getByRole('textbox', { name: 'Reason' }).fill('An auditor asked for this case.');
      await page.getByRole('button', { name: 'Ask for the file' }).press('Enter');
      await expect(page.getByText('An auditor asked for this case.')).toBeVisible();
      await expect(page.getByRole('link', { name: 'Download' })).toBeVisible();
    });

    await story.step('an agent sees none of it', async () => {
      await expect(agent.page.getByRole('menuitem', { name: 'Audit' })).toHaveCount(0);
      for (const place of ['/#/audit-events', '/#/audit-exports']) {
        await agent.page.goto(place);
        await expect(agent.page.getByRole('button', { name: 'Verify now' })).toHaveCount(0);
        await expect(agent.page.getByRole('row')).toHaveCount(0);
      }
    });
  },
);
