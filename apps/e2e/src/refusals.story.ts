import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';
import { aCaller, everythingRight, SOMETHING_WRONG } from './people/known.ts';

story(
  'a caller without her phone in hand changes nothing, however much she knows',
  async ({ desk, openWindow }) => {
    const caller = await aCaller(desk, 'A');
    const agent = await AgentAtConsole.signIn(await openWindow(), await desk.hire('agent'));
    await agent.takeCall(caller.phone, 'Lost the phone.');
    await agent.sendRound(everythingRight(caller));
    await agent.seesAssurance('identified');
    await expect(agent.claimed.getByRole('textbox', { name: 'New e-mail' })).toBeDisabled();
    const change = agent.claimed.getByRole('group', { name: 'E-mail' });
    await expect(change.getByRole('button', { name: 'Give this e-mail' })).toBeDisabled();
    await expect(change).toContainText('the caller is not verified');
    await expect(change).toContainText('a code to a contact on file, answered');
    await expect(change).toContainText('Next: send a code to a contact on file.');
    await expect(agent.claimed.getByRole('button', { name: 'End all sessions' })).toBeDisabled();
  },
);

story(
  'three rounds not enough lock the account for everybody until a supervisor lifts it',
  async ({ desk, openWindow }) => {
    const caller = await aCaller(desk, 'A');
    const first = await AgentAtConsole.signIn(await openWindow(), await desk.hire('agent'));
    const second = await AgentAtConsole.signIn(await openWindow(), await desk.hire('agent'));
    const supervisor = await AgentAtConsole.signIn(await openWindow(), await desk.hire('supervisor'));
    const sendIsDead = (agent: AgentAtConsole) =>
      expect(agent.claimed.getByRole('button', { name: 'Send the round' })).toBeDisabled();

    await story.step('the third wrong round locks it', async () => {
      await first.takeCall(caller.phone, 'Does not remember much.');
      for (const left of ['2 rounds left', '1 round left']) {
        await first.sendRound(SOMETHING_WRONG);
        await expect(first.claimed.getByRole('status').filter({ hasText: 'Not enough' })).toContainText(left);
      }
      await first.sendRound(SOMETHING_WRONG);
      await expect(first.claimed.getByRole('alert')).toContainText('is now locked until');
      await sendIsDead(first);
    });

    await story.step('another agent, in another case, meets the lock', async () => {
      await second.openCase('The same caller, another try.');
      const found = (await second.search(caller.phone)).filter({ hasText: 'orphaned' });
      await expect(found.getByText('locked', { exact: true })).toBeVisible();
      await second.add(found, 'claimed');
      await expect(second.claimed).toContainText('Verification locked until');
      await expect(second.claimed).toContainText('the end of the lock on this account');
      await expect(second.claimed.getByRole('checkbox', { name: 'Last order' })).toBeDisabled();
      await expect(second.claimed.getByRole('button', { name: /^Send code to \+/ })).toBeDisabled();
      await expect(second.claimed.getByRole('button', { name: 'Lift the lock' })).toBeDisabled();
    });

    await story.step('a supervisor lifts it with a reason, and counting begins anew', async () => {
      await supervisor.page.goto(second.page.url());
      await supervisor.button('Lift the lock').click();
      const dialog = supervisor.page.getByRole('dialog', { name: 'Lift the lock of this account' });
      await dialog.getByRole('textbox', { name: 'Reason' }).fill('She came to the shop with her papers.');
      await dialog.getByRole('button', { name: 'Lift the lock' }).click();
      await expect(dialog).toBeHidden();
      await second.page.reload();
      await second.sendRound(SOMETHING_WRONG);
      await expect(second.claimed.getByRole('status').filter({ hasText: 'Not enough' })).toContainText(
        '2 rounds left',
      );
      await second.sendRound(everythingRight(caller));
      await expect(second.claimed.getByRole('status').filter({ hasText: 'Enough' })).toBeVisible();
      await expect(second.claimed).toContainText('passed after a failed round');
    });
  },
);
