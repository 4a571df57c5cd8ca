import { randomUUID } from 'node:crypto';
import { insert } from '@relink/testing';
import type { Desk } from './harness/desk.ts';
import { expect, story } from './harness/story.ts';
import { aPair, aProvenCase } from './people/a-pair.ts';
import { AgentAtConsole } from './people/agent.ts';

/** A case that an agent closed yesterday and that was drawn this night. */
async function aDrawnCase(desk: Desk): Promise<{ reviewId: string; reference: string }> {
  const agent = await desk.hire('agent');
  const { id, reference } = await aProvenCase(desk, agent.id, await aPair(desk));
  await desk.sql(
    `update recovery_case set state = 'closed', outcome = 'recovered', closed_at = now() - interval '1 day' where id = $1`,
    [id],
  );
  const day = '2001-02-03';
  await desk.sql(
    'insert into review_draw (day, drawn_at, percent, closed, drawn) values ($1, now(), 5, 1, 1) on conflict do nothing',
    [day],
  );
  const reviewId = randomUUID();
  await insert(desk, 'review', {
    ...{ id: reviewId, day, reason: 'random', subject_id: id, case_id: id, drawn_at: new Date() },
    about: [agent.id],
  });
  return { reviewId, reference };
}

story(
  'a supervisor reviews a closed case by keyboard, and follows an incident',
  async ({ desk, openWindow }) => {
    const { reference } = await aDrawnCase(desk);
    const supervisor = await AgentAtConsole.signIn(await openWindow(), await desk.hire('supervisor'));
    const colleague = await AgentAtConsole.signIn(await openWindow(), await desk.hire('supervisor'));
    const { page } = supervisor;
    const row = (at: AgentAtConsole) => at.page.getByRole('listitem').filter({ hasText: reference });

    await story.step('two keys lead to the sample', async () => {
      await page.keyboard.press('g');
      await page.keyboard.press('r');
      await expect(row(supervisor)).toContainText('A closed case, drawn by chance');
      await colleague.page.goto('/#/reviews');
      await expect(row(colleague)).toBeVisible();
    });

    await story.step('the review shows whose work it is and what was done, step by step', async () => {
      await row(supervisor).getByRole('link', { name: 'Look at it' }).focus();
      await page.keyboard.press('Enter');
      await expect(supervisor.region('A closed case, drawn by chance')).toContainText(reference);
      await expect(supervisor.region('Timeline')).toBeVisible();
    });

    await story.step('an incident is not marked without a word of what it was', async () => {
      await page.keyboard.press('i');
      const dialog = page.getByRole('dialog', { name: 'Mark as Incident' });
      await expect(dialog.getByRole('textbox', { name: 'Note' })).toBeFocused();
      await expect(dialog.getByRole('button', { name: 'Mark it' })).toBeDisabled();
      await page.keyboard.type('Led the caller through the answers.');
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('status').filter({ hasText: 'Incident, marked by' })).toContainText(
        'Led the caller through the answers.',
      );
    });

    await story.step('it leaves the colleague’s list by itself', async () => {
      await expect(row(colleague)).toHaveCount(0);
    });

    await story.step('and leads to the events of the case', async () => {
      await page.getByRole('link', { name: 'The events of the case' }).focus();
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/audit-events/);
      await expect(page.getByText('Case looked at').first()).toBeVisible();
    });
  },
);
