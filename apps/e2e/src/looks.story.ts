import { expect, story } from './harness/story.ts';
import { aPair, aProvenCase } from './people/a-pair.ts';
import { AgentAtConsole } from './people/agent.ts';

/** Shorter than the time after which a page that nobody touches stops asking. */
const FOUR_MINUTES_MS = 240_000;

story('a page that is only open is no look at anybody', async ({ desk, openWindow }) => {
  const [hired, overseer] = [await desk.hire('agent'), await desk.hire('supervisor')];
  const [page, theirs] = [await openWindow(), await openWindow()];
  await page.clock.install();
  await theirs.clock.install();
  const agent = await AgentAtConsole.signIn(page, hired);
  await AgentAtConsole.signIn(theirs, overseer);
  const made = await aProvenCase(desk, hired.id, await aPair(desk));
  const eventsOf = async (id: string, action = '%') => {
    const [row] = await desk.sql<{ many: number }>(
      'select count(*)::int as many from audit_event where actor_id = $1 and action like $2',
      [id, action],
    );
    return row?.many;
  };
  const asks = (of: typeof page, path: string) => {
    const asked: string[] = [];
    of.on('request', (request) => {
      if (request.url().includes(path)) asked.push(request.url());
    });
    return asked;
  };

  await story.step(
    'an agent has a case open, and a supervisor the page that a shift begins with',
    async () => {
      await agent.openMadeCase(made);
      await expect(page.getByRole('button', { name: 'Merge accounts…' })).toBeVisible();
      // Not the queue itself: there, what another story asks for is shown, and so is looked at.
      await expect(theirs.getByRole('menuitem', { name: /Approvals/ })).toBeVisible();
      await expect.poll(() => eventsOf(hired.id, 'merge.viewed')).toBe(1);
    },
  );

  await story.step('four minutes later both have asked, and looked at nothing', async () => {
    const before = [await eventsOf(hired.id), await eventsOf(overseer.id)];
    const revisions = asks(page, '/revision');
    const stops = asks(theirs, '/change-stops');
    await page.clock.runFor(FOUR_MINUTES_MS);
    await theirs.clock.runFor(FOUR_MINUTES_MS);
    await expect.poll(() => Math.min(revisions.length, stops.length)).toBeGreaterThan(0);
    expect([await eventsOf(hired.id), await eventsOf(overseer.id)]).toEqual(before);
  });
});
