import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';
import { Customer } from './people/customer.ts';
import { aCaller } from './people/known.ts';
import { verifyCaller } from './people/verify-caller.ts';

story('the e-mail on her own duplicate is moved once she proves it', async ({ desk, openWindow }) => {
  const caller = await aCaller(desk, 'A');
  const email = caller.duplicate.email.value;
  const agent = await AgentAtConsole.signIn(await openWindow(), await desk.hire('agent'));
  const customer = await Customer.at(await openWindow());
  await verifyCaller(agent, customer, caller);
  const refusal = agent.claimed.getByRole('alert');

  await story.step('it is refused, and the way on is to add the duplicate', async () => {
    await agent.giveEmail(email);
    await refusal.getByRole('button', { name: 'Add that account as duplicate' }).click();
    await expect(agent.region(/^Duplicate: /)).toBeVisible();
  });

  await story.step('then the way on is a code to that address', async () => {
    await agent.giveEmail(email);
    await refusal.getByRole('button', { name: 'Send a code to that address' }).click();
    await expect(refusal.getByText('Code sent.')).toBeVisible();
    await customer.answerCode(customer.messages(email, '/portal/code#'));
    await expect(agent.region(/^Duplicate: /).getByText('Code: answered')).toBeVisible();
  });

  await story.step('then it is moved at once, and every other contact is told', async () => {
    await agent.giveEmail(email);
    await expect(agent.claimed.getByText('The e-mail was moved and is a login now.')).toBeVisible();
    const duplicate = agent
      .region('Accounts')
      .getByRole('article')
      .filter({ hasText: /^Duplicate/ });
    await expect(duplicate).toContainText('moved to the claimed account');
    await expect(customer.messages(caller.contactEmail.value, 'a new e-mail signs in')).toHaveCount(1);
    await expect(customer.messages(caller.phone, 'signs in to your account.')).not.toHaveCount(0);
    await expect(agent.claimed.getByRole('button', { name: /^Send reset link to / })).toBeEnabled();
  });
});
