import { aCase, anEmailAddress, anIdentifier } from '@relink/testing';
import { expect, story } from './harness/story.ts';
import { Customer, signInOnPortal } from './people/customer.ts';
import { aCaller } from './people/known.ts';

const PASSWORD = 'eleven paper boats on the Tapi';
const NEXT = 'quiet river under banyan shade';

story(
  'after her recovery she moves her phone back, and her duplicate loses it',
  async ({ desk, openWindow }) => {
    const asha = await aCaller(desk, 'B');
    const email = anEmailAddress('asha.new');
    await anIdentifier(desk, { accountId: asha.old.id, kind: 'email', value: email });
    await aCase(desk, {
      agentId: (await desk.hire('agent')).id,
      state: 'closed',
      claimed: asha.old.id,
      duplicates: [asha.duplicate.id],
    });
    const customer = await Customer.at(await openWindow());
    const portal = await openWindow();

    await story.step('she sets a password, signs in, and is led to Login & security', async () => {
      await portal.goto('/portal/forgot');
      await portal.getByLabel('E-mail').fill(email);
      await portal.getByRole('button', { name: 'Send me a code' }).click();
      const code = await customer.codeIn(customer.messages(email, '/portal/reset?reference='));
      await portal.getByLabel('6-digit code').fill(code);
      await portal.getByLabel('New password').fill(PASSWORD);
      await portal.getByRole('button', { name: 'Save the new password' }).click();
      await expect(portal.getByRole('heading', { name: 'Your password is changed' })).toBeVisible();
      await signInOnPortal(portal, email, PASSWORD);
      await expect(portal.getByRole('heading', { name: 'Login & security', level: 1 })).toBeVisible();
    });

    const moveBack = portal.getByRole('region', { name: 'Move your phone back' });
    const phone = portal.getByRole('region', { name: 'Mobile number' });
    await story.step('she asks for her phone with her password, and types the code right there', async () => {
      await moveBack.getByLabel('Current password').fill('not this one');
      await moveBack.getByRole('button', { name: 'Send me a code' }).click();
      await expect(moveBack.getByRole('alert')).toContainText('Your current password is not right.');
      await moveBack.getByLabel('Current password').fill(PASSWORD);
      await moveBack.getByRole('button', { name: 'Send me a code' }).click();
      await expect(moveBack).toBeHidden();
      await expect(phone).toContainText('waits to be confirmed');
      const code = await customer.codeIn(customer.messages(asha.phone, 'confirm'));
      await phone.getByLabel('6-digit code').fill(code);
      await phone.getByRole('button', { name: 'Confirm' }).click();
      await expect(
        portal.getByRole('status').filter({ hasText: 'Your phone number is confirmed.' }),
      ).toBeVisible();
      await expect(phone).not.toContainText('waits to be confirmed');
      await expect(customer.messages(asha.duplicate.email.normalised, 'no longer to yours')).toHaveCount(1);
    });

    await story.step(
      'she signs in by it elsewhere, and signs that browser out by a new password',
      async () => {
        const elsewhere = await openWindow();
        await signInOnPortal(elsewhere, asha.phone, PASSWORD);
        await expect(elsewhere.getByRole('heading', { name: 'My orders', level: 1 })).toBeVisible();
        const password = portal.getByRole('region', { name: 'Password' });
        await password.getByRole('button', { name: 'Change' }).click();
        await password.getByLabel('Current password').fill(PASSWORD);
        await password.getByLabel('New password').fill(NEXT);
        await password.getByRole('button', { name: 'Save the new password' }).click();
        await expect(
          portal.getByRole('status').filter({ hasText: 'Every other browser was signed out.' }),
        ).toBeVisible();
        await elsewhere.goto('/portal/security');
        await expect(elsewhere.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
      },
    );

    await story.step('she changes her name alone', async () => {
      const name = portal.getByRole('region', { name: 'Name', exact: true });
      await name.getByRole('button', { name: 'Change' }).click();
      await name.getByLabel('Last name').fill('Patel-Shah');
      await name.getByRole('button', { name: 'Save' }).click();
      await expect(name).toContainText('Patel-Shah');
    });
  },
);
