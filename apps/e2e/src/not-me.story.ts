import { anEmailAddress, anIdentifier, anOrder } from '@relink/testing';
import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';
import { Customer } from './people/customer.ts';
import { aCaller, aVerifiedCase } from './people/known.ts';

story(
  'somebody took an account over; its owner says so, and a supervisor takes it back',
  async ({ desk, openWindow }) => {
    const owner = await aCaller(desk, 'A');
    const own = await anIdentifier(desk, {
      accountId: owner.old.id,
      kind: 'email',
      value: anEmailAddress('owner'),
    });
    const thiefs = anEmailAddress('thief');
    const hired = await desk.hire('agent');
    const agent = await AgentAtConsole.signIn(await openWindow(), hired);
    const customer = await Customer.at(await openWindow());
    await agent.openMadeCase(await aVerifiedCase(desk, hired.id, owner));
    await agent.giveEmail(thiefs);
    const confirmation = await customer.follow(
      customer.messages(thiefs, '/portal/confirm#'),
      '/portal/confirm#',
    );
    await confirmation.getByRole('button', { name: 'Confirm my e-mail' }).click();
    await expect(confirmation.getByRole('heading', { name: 'Your e-mail is confirmed' })).toBeVisible();

    const page = await customer.follow(
      customer.messages(own.normalised, 'now signs in to your account'),
      '/portal/not-me#',
    );
    await expect(page.getByRole('heading', { name: 'This wasn\u0027t me', level: 1 })).toBeVisible();
    expect(new URL(page.url()).hash).toBe('');
    await page.getByRole('button', { name: 'This wasn\u0027t me' }).click();
    await expect(page.getByRole('heading', { name: 'Thank you for telling us' })).toBeVisible();
    await expect(page.getByText('Your account is locked')).toBeVisible();

    const supervisor = await AgentAtConsole.signIn(await openWindow(), await desk.hire('supervisor'));
    await supervisor.page.getByRole('menuitem', { name: /Approvals/ }).click();
    await supervisor.page.getByRole('link', { name: 'Look at it' }).last().click();
    await expect(supervisor.region('What a yes would do')).toContainText('signs in again');
    await supervisor.page.getByRole('button', { name: 'Approve', exact: true }).click();
    const dialog = supervisor.page.getByRole('dialog', { name: 'Approve it' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('She called from her own number.');
    await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(supervisor.page.getByRole('status').filter({ hasText: 'Approved by' })).toBeVisible();
    await expect(customer.messages(own.normalised, 'was taken back')).toHaveCount(1);
  },
);

story(
  'a change that nobody else could be warned of waits, and a supervisor lets it through',
  async ({ desk, openWindow }) => {
    const caller = await aCaller(desk, 'A');
    await desk.sql('delete from identifier where id = $1', [caller.contactEmail.id]);
    await anOrder(desk, { accountId: caller.old.id, total: '90000.00' });
    const email = anEmailAddress('held');
    const hired = await desk.hire('agent');
    const agent = await AgentAtConsole.signIn(await openWindow(), hired);
    const customer = await Customer.at(await openWindow());
    await agent.openMadeCase(await aVerifiedCase(desk, hired.id, caller));
    await agent.giveEmail(email);
    const confirmation = await customer.follow(
      customer.messages(email, '/portal/confirm#'),
      '/portal/confirm#',
    );
    await confirmation.getByRole('button', { name: 'Confirm my e-mail' }).click();
    await expect(confirmation.getByText('For safety the change waits')).toBeVisible();
    await expect(agent.claimed.getByText(/Confirmed, and held until/)).toBeVisible({ timeout: 30_000 });

    const supervisor = await AgentAtConsole.signIn(await openWindow(), await desk.hire('supervisor'));
    await supervisor.page.getByRole('menuitem', { name: /Approvals/ }).click();
    await supervisor.page
      .getByRole('listitem')
      .filter({ hasText: 'held' })
      .getByRole('link', { name: 'Look at it' })
      .last()
      .click();
    await expect(supervisor.region('What was proven in the case')).toContainText(hired.name);
    await supervisor.page.getByRole('button', { name: 'Approve', exact: true }).click();
    const dialog = supervisor.page.getByRole('dialog', { name: 'Approve it' });
    await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(supervisor.page.getByRole('status').filter({ hasText: 'Approved by' })).toBeVisible();
    await expect(customer.messages(caller.phone, `signs in to your account`)).not.toHaveCount(0);
  },
);
