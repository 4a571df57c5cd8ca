import { maskPhone } from '@relink/domain';
import { aPhoneNumber } from '@relink/testing';
import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';

story(
  'a customer whose number has changed asks to be called; an agent takes the call and waits for her',
  async ({ desk, openWindow }) => {
    const phone = aPhoneNumber();
    const portal = await openWindow();
    await portal.goto('/portal/');
    await portal.getByRole('link', { name: 'Has your e-mail or mobile number changed?' }).click();
    await portal.getByLabel('Number to call').fill(phone);
    await portal.getByRole('button', { name: 'Call me' }).click();
    await expect(portal.getByRole('heading', { level: 1, name: 'We will call you' })).toBeFocused();

    const agent = await AgentAtConsole.signIn(await openWindow(), await desk.hire('agent'));
    const { page } = agent;
    await page.getByRole('menuitem', { name: 'Cases' }).click();
    await page.getByRole('button', { name: 'Call-backs' }).click();
    const row = page.getByRole('row').filter({ hasText: maskPhone(phone) });
    await expect(row.first()).not.toContainText(phone);
    await row
      .first()
      .getByRole('button', { name: /^Take the case / })
      .click();
    await expect(page.getByRole('link', { name: phone })).toBeVisible();

    await page.getByRole('textbox', { name: 'New note' }).fill('No answer at noon');
    await page.getByRole('textbox', { name: 'New note' }).blur();
    await expect(page.getByText('Draft kept: you find it again at any desk.')).toBeVisible();
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'New note' })).toHaveValue('No answer at noon');

    await page.getByRole('button', { name: 'Wait for the customer' }).click();
    const dialog = page.getByRole('dialog', { name: 'Wait for the customer' });
    await expect(dialog.getByLabel('Due')).not.toHaveValue('');
    await dialog.getByRole('button', { name: 'Wait until then' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('Waiting for customer').first()).toBeVisible();
  },
);

story(
  'an agent who suspects fraud presses once and reads a neutral sentence; a supervisor is told',
  async ({ desk, openWindow }) => {
    const agent = await AgentAtConsole.signIn(await openWindow(), await desk.hire('agent'));
    const reference = await agent.openCase('Sounds wrong.');
    await agent.page.getByRole('button', { name: 'Suspected fraud' }).click();
    const sentence = agent.page.getByRole('status').filter({ hasText: 'Say to the caller' });
    await expect(sentence).toBeFocused();
    await expect(sentence).not.toContainText(/fraud/i);

    const supervisor = await AgentAtConsole.signIn(await openWindow(), await desk.hire('supervisor'));
    await supervisor.page.getByRole('menuitem', { name: /Notices/ }).click();
    const notice = supervisor.page.getByRole('listitem').filter({ hasText: reference });
    await notice.getByRole('button', { name: 'Settle' }).click();
    await supervisor.page.getByRole('dialog').getByRole('button', { name: 'Settle' }).click();
    await expect(notice).toBeHidden();
  },
);
