import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';
import { Customer, signInOnPortal } from './people/customer.ts';
import { aCaller, asSaid } from './people/known.ts';
import {
  approve,
  askToMerge,
  openApproval,
  openMergePage,
  findAccount,
  seesMerged,
  setForgottenPassword,
} from './people/merging.ts';
import { verifyCaller } from './people/verify-caller.ts';

const OF_THE_EMPTY_ONE = 'three copper bells at dawn';
const NEW_PASSWORD = 'nine mango trees by the gate';

story('an orphaned account and its empty duplicate end as one account', async ({ desk, openWindow }) => {
  const caller = await aCaller(desk, 'A');
  const email = caller.duplicate.email.value;
  await desk.customerPassword(caller.duplicate.id, OF_THE_EMPTY_ONE);
  const agent = await AgentAtConsole.signIn(await openWindow(), await desk.hire('agent'));
  const customer = await Customer.at(await openWindow());
  const portal = await openWindow();
  await signInOnPortal(portal, email, OF_THE_EMPTY_ONE);
  await expect(portal.getByRole('heading', { name: 'My orders', level: 1 })).toBeVisible();

  await story.step('the agent verifies her and takes the empty account into the case', async () => {
    await verifyCaller(agent, customer, caller);
    const found = await agent.search(asSaid(caller.phone));
    await agent.add(found.filter({ hasText: 'likely duplicate' }), 'duplicate');
  });

  await story.step('the page says what would become of both, and the agent asks for it', async () => {
    await openMergePage(agent);
    await expect(agent.page.getByText('A supervisor has to say yes')).toBeVisible();
    await askToMerge(
      agent,
      'Ask for approval to merge 2 accounts',
      'She made it by a reset on her new phone.',
    );
  });

  await story.step('a supervisor approves it in another window, and the agent sees it done', async () => {
    const supervisor = await AgentAtConsole.signIn(await openWindow(), await desk.hire('supervisor'));
    await openApproval(supervisor, agent.page.url());
    await approve(supervisor, 'Round and code are convincing.');
    await seesMerged(agent);
  });

  await story.step('every contact of both is told, in words that name no contact in full', async () => {
    for (const to of [email, caller.contactEmail.value])
      await expect(customer.messages(to, 'your two accounts are one now')).toHaveCount(1);
    const sms = customer.messages(caller.phone, 'your two accounts are one');
    await expect(sms).toHaveCount(1);
    await expect(sms).not.toContainText(email);
    await expect(sms).toContainText('Only one of the two passwords still works');
  });

  await story.step('she was signed out, and the password of the empty account is gone', async () => {
    await portal.reload();
    await expect(portal.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
    await signInOnPortal(portal, email, OF_THE_EMPTY_ONE);
    await expect(portal.getByRole('alert')).toBeVisible();
  });

  await story.step('the way on is in her message: a new password, and her old orders are there', async () => {
    const forgot = await customer.follow(
      customer.messages(email, 'your two accounts are one now'),
      '/portal/forgot',
    );
    await setForgottenPassword(forgot, customer, email, NEW_PASSWORD);
    for (const login of [email, caller.phone]) {
      await signInOnPortal(portal, login, NEW_PASSWORD);
      await expect(portal.getByRole('article')).toHaveCount(caller.orders.length);
      await portal.context().clearCookies();
    }
  });

  await story.step('by the old e-mail, the phone and the old id the desk finds the one account', async () => {
    for (const text of [email, asSaid(caller.phone), caller.duplicate.id]) {
      await expect(await findAccount(agent, text)).toContainText('2 orders');
    }
  });
});
