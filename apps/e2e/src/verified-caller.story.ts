import { anEmailAddress } from '@relink/testing';
import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';
import { Customer } from './people/customer.ts';
import { aCaller, aVerifiedCase } from './people/known.ts';

story(
  'an e-mail that was misheard is taken back, and its link works no more',
  async ({ desk, openWindow }) => {
    const caller = await aCaller(desk, 'A');
    const misheard = anEmailAddress('misheard');
    const hired = await desk.hire('agent');
    const agent = await AgentAtConsole.signIn(await openWindow(), hired);
    const customer = await Customer.at(await openWindow());
    await agent.openMadeCase(await aVerifiedCase(desk, hired.id, caller));
    await agent.giveEmail(misheard);
    const link = customer.messages(misheard, '/portal/confirm#');
    await expect(link).toHaveCount(1);
    await agent.button('Cancel the new e-mail').click();
    const dialog = agent.page.getByRole('dialog', { name: 'Cancel the new e-mail' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('I misheard her.');
    await dialog.getByRole('button', { name: 'Cancel the new e-mail' }).click();
    await expect(agent.claimed.getByText('Waiting to be confirmed')).toBeHidden();
    const code = await customer.messages(misheard, '').count();
    if (code === 0) return;
    const confirmation = await customer.follow(link, '/portal/confirm#');
    await confirmation.getByRole('button', { name: 'Confirm my e-mail' }).click();
    await expect(confirmation.getByRole('alert')).toContainText('This link is not valid any more.');
  },
);

story('an agent ends every session of a verified caller, who is told', async ({ desk, openWindow }) => {
  const caller = await aCaller(desk, 'A');
  const hired = await desk.hire('agent');
  await desk.customerSession(caller.old.id);
  await desk.customerSession(caller.old.id);
  const agent = await AgentAtConsole.signIn(await openWindow(), hired);
  const customer = await Customer.at(await openWindow());
  await agent.openMadeCase(await aVerifiedCase(desk, hired.id, caller));
  await agent.button('End all sessions').click();
  await expect(agent.claimed.getByText('2 sessions ended.')).toBeVisible();
  await expect(customer.messages(caller.phone, 'all sessions of your account were ended')).toHaveCount(1);
});

story(
  'a case handed over begins without assurance, and is read-only for who gave it',
  async ({ desk, openWindow }) => {
    const caller = await aCaller(desk, 'A');
    const first = await desk.hire('agent');
    const second = await desk.hire('agent');
    const giver = await AgentAtConsole.signIn(await openWindow(), first);
    const taker = await AgentAtConsole.signIn(await openWindow(), second);
    const opened = await aVerifiedCase(desk, first.id, caller);
    await giver.openMadeCase(opened);
    await giver.seesAssurance('verified');
    await giver.page.getByRole('button', { name: 'Hand over' }).click();
    const dialog = giver.page.getByRole('dialog', { name: 'Hand over the case' });
    await dialog.getByRole('combobox', { name: 'To' }).selectOption({ value: second.id });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('End of my shift.');
    await dialog.getByRole('button', { name: 'Hand over the case' }).click();
    await expect(giver.region('Caller')).toContainText(second.name);
    await expect(giver.button('Give this e-mail', { disabled: false })).toHaveCount(0);
    await taker.openMadeCase(opened);
    await taker.seesAssurance('none');
    await expect(taker.claimed.getByRole('textbox', { name: 'New e-mail' })).toBeDisabled();
  },
);
