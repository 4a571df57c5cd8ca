import { anEmailAddress } from '@relink/testing';
import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';
import { Customer, signInOnPortal } from './people/customer.ts';
import { aCaller, asSaid, everythingRight, HOME_AND_NAME } from './people/known.ts';

const NEW_PASSWORD = 'eleven paper boats on the Tapi';
const GUJARATI = /[\u0A80-\u0AFF]{3}/;

story('a caller whose phone her duplicate took gets her old account back', async ({ desk, openWindow }) => {
  const caller = await aCaller(desk, 'B', 'gu');
  const email = anEmailAddress('asha.new');
  const agent = await AgentAtConsole.signIn(await openWindow(), await desk.hire('agent'));
  const customer = await Customer.at(await openWindow());

  await story.step('the old account is found by the phone that it lost', async () => {
    await agent.openCase('The shop made her a new account.');
    const found = await agent.search(asSaid(caller.phone));
    const old = found.filter({ hasText: 'orphaned' }).filter({ hasText: 'taken by another account' });
    await expect(old).toHaveCount(1);
    await expect(found.filter({ hasText: 'likely duplicate: same phone, no orders' })).toHaveCount(1);
    await agent.add(old, 'claimed');
  });

  await story.step('without the last order her code is not enough, and the screen says so', async () => {
    await agent.sendRound(HOME_AND_NAME);
    await expect(agent.claimed.getByRole('status').filter({ hasText: 'Enough' })).toBeVisible();
    await agent.sendCode(/^Send code to \+91/);
    const message = customer.messages(caller.phone, '/portal/code#');
    await expect(message.first()).toContainText(GUJARATI);
    const opened = await customer.open(message, '/portal/code#');
    await expect(opened.locator('html')).toHaveAttribute('lang', 'gu');
    await expect(opened.getByRole('heading', { level: 1 })).toHaveText(GUJARATI);
    await opened.close();
    await customer.answerCode(message);
    await expect(agent.claimed.getByText('Code: answered')).toBeVisible();
    await agent.seesAssurance('identified');
    await expect(agent.claimed.getByRole('textbox', { name: 'New e-mail' })).toBeDisabled();
    await expect(agent.claimed.getByText('Still missing: a round that holds the last order.')).toBeVisible();
    const next = 'Next: send an evidence round that holds the last order.';
    await expect(agent.claimed.getByText(next).first()).toBeVisible();
  });

  await story.step('with the last order she is verified', async () => {
    await agent.sendRound(everythingRight(caller));
    await agent.seesAssurance('verified');
  });

  await story.step('she confirms the new e-mail by the code in its message', async () => {
    await agent.giveEmail(email);
    await expect(agent.claimed.getByText('Waiting to be confirmed')).toBeVisible();
    const confirmed = await customer.answerCode(customer.messages(email, '/portal/confirm#'));
    await expect(confirmed.getByText('Your e-mail is confirmed.')).toBeVisible();
    await expect(agent.claimed.getByText('Waiting to be confirmed')).toBeHidden();
    await agent.openClaimedPage();
    await expect(agent.page.getByRole('heading', { name: 'Orders' })).toBeVisible();
    await expect(agent.page.getByRole('main')).toContainText(caller.orders[0]!.number);
    await agent.page.getByRole('link', { name: 'Back to the case' }).click();
  });

  await story.step('she says on the portal that she forgot her password, and sets one by code', async () => {
    const portal = await openWindow();
    await portal.goto('/portal/');
    await portal.getByRole('link', { name: 'Forgot your password?' }).click();
    await portal.getByLabel('E-mail').fill(email);
    await portal.getByRole('button', { name: 'Send me a code' }).click();
    await expect(portal.getByRole('heading', { name: 'Set a new password', level: 1 })).toBeVisible();
    const code = await customer.codeIn(customer.messages(email, '/portal/reset?reference='));
    await portal.getByLabel('6-digit code').fill(code);
    await portal.getByLabel('New password').fill(NEW_PASSWORD);
    await portal.getByRole('button', { name: 'Save the new password' }).click();
    await expect(portal.getByRole('heading', { name: 'Your password is changed' })).toBeVisible();
    await signInOnPortal(portal, email, NEW_PASSWORD);
    await expect(portal.getByRole('heading', { name: 'મારા ઑર્ડર', level: 1 })).toBeVisible();
    await expect(portal.getByRole('article')).toHaveCount(caller.orders.length);
    await expect(portal.getByRole('main')).toContainText(caller.orders[0]!.number);
  });

  await agent.closeCase('Recovered');
});
