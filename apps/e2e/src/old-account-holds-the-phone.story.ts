import { anAccount, anEmailAddress } from '@relink/testing';
import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';
import { Customer, signInOnPortal } from './people/customer.ts';
import { aCaller, asSaid, everythingRight } from './people/known.ts';
import { readAudit } from './people/supervisor.ts';

const NEW_PASSWORD = 'seven quiet rivers under glass';

story('a caller whose old account still holds her phone gets it back', async ({ desk, openWindow }) => {
  const caller = await aCaller(desk, 'A');
  const email = anEmailAddress('asha.new');
  const somebodyElse = anEmailAddress('somebody.else');
  await anAccount(desk, { firstName: 'Somebody', lastName: 'Else', email: somebodyElse });
  const hired = await desk.hire('agent');
  const agent = await AgentAtConsole.signIn(await openWindow(), hired);
  const customer = await Customer.at(await openWindow());
  const toPhone = (holding: string | RegExp) => customer.messages(caller.phone, holding);
  const toNewEmail = (holding: string | RegExp) => customer.messages(email, holding);
  const toOldEmail = (holding: string | RegExp) => customer.messages(caller.contactEmail.value, holding);
  let reference = '';

  await story.step('the agent finds both accounts by the number as she says it, masked', async () => {
    reference = await agent.openCase('New phone, cannot sign in any more.');
    const found = await agent.search(asSaid(caller.phone));
    await expect(found).toHaveCount(2);
    const old = found.filter({ hasText: 'orphaned' }).filter({ hasText: '2 orders' });
    await expect(old).toHaveCount(1);
    await expect(found.filter({ hasText: 'likely duplicate: same phone, no orders' })).toHaveCount(1);
    const seen = (await found.allTextContents()).join('\n');
    for (const personal of caller.personal) expect(seen).not.toContain(personal);
    await agent.add(old, 'claimed');
  });

  await story.step('before verification nothing of hers is shown and nothing can be changed', async () => {
    await agent.seesAssurance('none');
    await expect(agent.claimed.getByRole('textbox', { name: 'New e-mail' })).toBeDisabled();
    await expect(agent.claimed.getByRole('button', { name: 'Give this e-mail' })).toBeDisabled();
    await expect(agent.claimed.getByRole('button', { name: 'End all sessions' })).toBeDisabled();
    await expect(agent.claimed.getByText('Missing: the caller is not verified').first()).toBeVisible();
    await agent.openClaimedPage();
    const page = agent.page.getByRole('main');
    await expect(page.getByText('open once the caller is verified')).toBeVisible();
    const seen = (await page.textContent()) ?? '';
    for (const personal of caller.personal) expect(seen).not.toContain(personal);
    await agent.page.getByRole('link', { name: 'Back to the case' }).click();
  });

  await story.step('a phone used to find the account proves nothing; her answers are enough', async () => {
    const round = agent.claimed.getByRole('group', { name: 'Evidence round' });
    await expect(round.getByRole('checkbox', { name: 'Linked phone number' })).toBeDisabled();
    await agent.sendRound(everythingRight(caller));
    await expect(agent.claimed.getByRole('status').filter({ hasText: 'Enough' })).toBeVisible();
    const seen = (await agent.page.getByRole('main').textContent()) ?? '';
    for (const personal of caller.personal) expect(seen).not.toContain(personal);
    await expect(agent.claimed.getByRole('button', { name: 'Give this e-mail' })).toBeDisabled();
  });

  await story.step('she answers the code on the page that the message points to', async () => {
    await agent.sendCode(/^Send code to \+91/);
    await customer.answerCode(toPhone('/portal/code#'));
    await agent.seesAssurance('verified');
    await agent.claimed.getByRole('button', { name: 'Show: Codes' }).click();
    await expect(agent.claimed.getByText('Code: answered')).toBeVisible();
    await expect(agent.claimed.getByRole('textbox', { name: 'New e-mail' })).toBeEnabled();
    await expect(agent.claimed.getByRole('button', { name: 'End all sessions' })).toBeEnabled();
  });

  await story.step('an e-mail that somebody else signs in with is refused', async () => {
    await agent.giveEmail(somebodyElse);
    const refusal = agent.claimed.getByRole('alert');
    await expect(refusal).toContainText('already signs in to another account');
    await expect(refusal).toContainText('Ask the caller for another e-mail');
  });

  await story.step('a free one waits until she confirms it; every other contact is told', async () => {
    await agent.giveEmail(email);
    await expect(agent.claimed.getByText('Waiting to be confirmed')).toBeVisible();
    await expect(toPhone('were asked to let')).toHaveCount(1);
    await expect(toOldEmail('a new e-mail was asked for')).toHaveCount(1);
    const confirmation = await customer.follow(toNewEmail('confirm your e-mail'), '/portal/confirm#');
    await confirmation.getByRole('button', { name: 'Confirm my e-mail' }).click();
    await expect(confirmation.getByRole('heading', { name: 'Your e-mail is confirmed' })).toBeVisible();
    await expect(agent.claimed.getByText('Waiting to be confirmed')).toBeHidden();
    await expect(toPhone('signs in to your account.')).not.toHaveCount(0);
    await expect(toOldEmail('a new e-mail signs in to your account')).toHaveCount(1);
    await expect(toNewEmail('a new e-mail')).toHaveCount(0);
  });

  const oldDevice = await openWindow();
  await story.step('on her old device a session still lives', async () => {
    const value = await desk.customerSession(caller.old.id);
    const { hostname } = new URL(desk.url);
    const cookie = { name: 'relink_customer', value, domain: hostname, path: '/api/portal' };
    await oldDevice.context().addCookies([{ ...cookie, httpOnly: true, sameSite: 'Strict' }]);
    await oldDevice.goto('/portal/orders');
    await expect(oldDevice.getByRole('heading', { name: 'My orders', level: 1 })).toBeVisible();
  });

  await story.step('she resets her password by the link, and every session ends', async () => {
    await agent.claimed.getByRole('button', { name: /^Send reset link to / }).click();
    await expect(agent.claimed.getByText('Reset link sent')).toBeVisible();
    const reset = await customer.follow(toNewEmail('set a new password'), '/portal/reset#');
    await reset.getByLabel('New password').fill(NEW_PASSWORD);
    await expect(reset.getByText('This is a good password.')).toBeVisible();
    await reset.getByRole('button', { name: 'Save the new password' }).click();
    await expect(reset.getByRole('heading', { name: 'Your password is changed' })).toBeVisible();
    await expect(reset.getByText('All your sessions were ended')).toBeVisible();
    await expect(toPhone('All your sessions were ended')).toHaveCount(1);
    await expect(toNewEmail('All your sessions were ended')).toHaveCount(1);
    await oldDevice.reload();
    await expect(oldDevice.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  });

  await story.step('she signs in on the portal and sees her old orders', async () => {
    const portal = await openWindow();
    await signInOnPortal(portal, email, NEW_PASSWORD);
    await expect(portal.getByRole('heading', { name: 'My orders', level: 1 })).toBeVisible();
    for (const { number } of caller.orders)
      await expect(portal.getByRole('article', { name: `Order ${number}` })).toBeVisible();
  });

  await story.step('the case is closed, and the audit list tells each step', async () => {
    await agent.closeCase('Recovered');
    await expect(agent.button('Give this e-mail', { disabled: false })).toHaveCount(0);
    const supervisor = await AgentAtConsole.signIn(await openWindow(), await desk.hire('supervisor'));
    await readAudit(supervisor, { reference, agent: hired, email });
  });
});
