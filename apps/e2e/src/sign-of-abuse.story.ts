import type { Page } from '@playwright/test';
import { anAccount } from '@relink/testing';
import type { Desk } from './harness/desk.ts';
import { expect, story } from './harness/story.ts';
import { accessFaults } from './look/access.ts';
import { AgentAtConsole } from './people/agent.ts';
import { tabTo } from './people/tab-to.ts';

const TIMES = 4;

/** The same account in one case after the other, as fast as a program goes. */
async function isWithThemAgainAndAgain(page: Page, accountId: string): Promise<void> {
  await page.evaluate(
    async ({ id, times }) => {
      const send = async (path: string, body: object) => {
        const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
        const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
        if (!answer.ok) throw new Error(`${path} answered ${String(answer.status)}.`);
        return (await answer.json()) as { id: string };
      };
      for (let time = 0; time < times; time++) {
        const { id: caseId } = await send('/api/cases', { channel: 'phone' });
        await send(`/api/cases/${caseId}/accounts`, { accountId: id, role: 'claimed' });
        await send(`/api/cases/${caseId}/close`, { outcome: 'customer-gave-up' });
      }
    },
    { id: accountId, times: TIMES },
  );
}

/** The hourly look, at once. */
const lookForSigns = (desk: Desk) => desk.sql(`select graphile_worker.add_job('raise_signs', '{}')`);

story(
  'an incident is followed by keyboard from the dashboard to the events behind it',
  async ({ desk, openWindow }) => {
    const hired = await desk.hire('agent');
    const agent = await AgentAtConsole.signIn(await openWindow(), hired);
    const { id: accountId } = await anAccount(desk);
    await isWithThemAgainAndAgain(agent.page, accountId);
    await lookForSigns(desk);
    const supervisor = await AgentAtConsole.signIn(await openWindow(), await desk.hire('supervisor'));
    const { page } = supervisor;
    const raised = () => desk.sql('select id from sign where agent_id = $1', [hired.id]);
    await expect.poll(raised, { timeout: 20_000 }).toHaveLength(1);

    await story.step('home leads to Insights, which say that a sign is new', async () => {
      await tabTo(page, page.getByRole('link', { name: 'Insights: figures, trends and signs of abuse' }));
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { level: 1, name: 'Insights' })).toBeVisible();
      await expect(page.getByRole('img', { name: /^Cases opened and closed/ })).toBeVisible();
      expect(await accessFaults(page)).toEqual([]);
    });

    await story.step('each chart has its table', async () => {
      await tabTo(page, page.getByRole('button', { name: 'Charts' }));
      await page.keyboard.press('ArrowRight');
      await expect(page.getByRole('button', { name: 'Tables' })).toBeFocused();
      await page.keyboard.press('Enter');
      const table = page.getByRole('table', { name: 'Cases opened and closed' });
      await expect(table.getByRole('row')).toHaveCount(31);
      expect(await accessFaults(page)).toEqual([]);
    });

    await story.step('the sign says who, what and how much', async () => {
      await page.reload();
      await tabTo(page, page.getByRole('link', { name: 'New signs of abuse' }));
      await page.keyboard.press('Enter');
      const sign = page.getByRole('listitem').filter({ hasText: hired.name });
      await expect(sign).toContainText(`had to do with the same account ${String(TIMES)} times`);
      expect(await accessFaults(page)).toEqual([]);
      await tabTo(page, sign.getByRole('link'));
      await page.keyboard.press('Enter');
      await expect(page.getByRole('region', { name: 'Events behind it' }).getByRole('listitem')).toHaveCount(
        TIMES,
      );
      expect(await accessFaults(page)).toEqual([]);
    });

    await story.step('it is marked an incident, with a note', async () => {
      await tabTo(page, page.getByRole('button', { name: 'Incident' }));
      await page.keyboard.press('Enter');
      await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused();
      await page.keyboard.type('A cousin of the agent.');
      await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Incident' }));
      await page.keyboard.press('Enter');
      await expect(page.getByText('A cousin of the agent.')).toBeVisible();
    });

    await story.step('and the audit list shows exactly the events behind it', async () => {
      await tabTo(page, page.getByRole('link', { name: 'Show these in the audit list' }));
      await page.keyboard.press('Enter');
      const rows = page.getByRole('row').filter({ hasText: hired.name });
      await expect(rows).toHaveCount(TIMES);
      for (const row of await rows.all()) await expect(row).toContainText('Account added to the case');
    });

    await story.step('the agent finds no way to it', async () => {
      await expect(agent.page.getByRole('menuitem', { name: 'Insights' })).toHaveCount(0);
      await agent.page.goto('/#/signs');
      await expect(agent.page.getByRole('listitem').filter({ hasText: 'same account' })).toHaveCount(0);
    });
  },
);
