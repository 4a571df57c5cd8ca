import { PASSWORD } from './harness/desk.ts';
import { expect, story } from './harness/story.ts';
import { giveDevice, givePassword } from './people/factors.ts';

story(
  'an admin enrols a passkey, signs in with it, and proves with it again what was typed before',
  async ({ desk, openWindow }) => {
    const { id, username } = await desk.hire('admin', { factor: false });
    const page = await openWindow();
    await giveDevice(page);

    await story.step('without a factor there is nothing but its enrolment', async () => {
      await givePassword(page, username);
      await expect(
        page.getByRole('alert').filter({ hasText: 'Your role needs a second factor' }),
      ).toBeVisible();
      const menu = page.getByRole('menuitem');
      await expect(menu.filter({ hasText: 'Security' })).toBeVisible();
      // The inbox opens for everybody.
      await expect(menu.filter({ hasNotText: /Security|inbox/i })).toHaveCount(0);
      await page.goto('/#/cases');
      await expect(page.getByRole('region', { name: 'Your second factors' })).toBeVisible();
    });

    await story.step('a passkey opens the desk', async () => {
      await page.getByRole('button', { name: 'Add a passkey' }).press('Enter');
      await page.getByRole('textbox', { name: 'Name' }).fill('My laptop');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('menuitem', { name: 'Agents' })).toBeVisible();
      await page.goto('/#/security');
      await expect(page.getByRole('list', { name: 'Your second factors' })).toContainText('My laptop');
    });

    await story.step('it is asked for after the password, and the key Enter gives it', async () => {
      await page.getByRole('button', { name: 'Profile' }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await givePassword(page, username);
      await expect(page.getByRole('heading', { name: 'Your second factor' })).toBeVisible();
      await expect(page.getByRole('button', { name: 'Use your passkey' })).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('menuitem', { name: 'Agents' })).toBeVisible();
    });

    await story.step(
      'after a while a change asks for it again, and goes on with what was typed',
      async () => {
        const newcomer = `new-${id.slice(0, 8)}`;
        await page.getByRole('menuitem', { name: 'Agents' }).click();
        await page.getByRole('link', { name: 'New agent' }).click();
        await page.getByRole('textbox', { name: /^User name/ }).fill(newcomer);
        await page.getByRole('textbox', { name: /^Name/ }).fill('Newcomer');
        await page.getByRole('textbox', { name: /^Password/ }).fill(PASSWORD);
        await desk.sql(
          `update agent_session set proven_at = now() - interval '6 minutes' where agent_id = $1`,
          [id],
        );
        const save = page.getByRole('button', { name: 'Save' });
        await save.press('Enter');
        const asking = page.getByRole('dialog', { name: 'Is it still you?' });
        await expect(asking).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(asking).toHaveCount(0);
        await expect(page.getByRole('textbox', { name: /^Name/ })).toHaveValue('Newcomer');
        await save.press('Enter');
        await expect(asking.getByRole('button', { name: 'Use your passkey' })).toBeFocused();
        await page.keyboard.press('Enter');
        await expect(page.getByRole('heading', { name: 'Agents', level: 1 })).toBeVisible();
        await page.getByRole('textbox', { name: 'Search' }).fill(newcomer);
        await expect(page.getByRole('row').filter({ hasText: newcomer })).toBeVisible();
        expect(await desk.sql('select id from agent where username = $1', [newcomer])).toHaveLength(1);
      },
    );
  },
);

story(
  'an agent adds an authenticator app, and signs in elsewhere with its code',
  async ({ desk, openWindow }) => {
    const hired = await desk.hire('supervisor');
    const page = await openWindow();
    await givePassword(page, hired.username);
    const code = page.getByLabel('Code of your authenticator app');
    await expect(code).toBeFocused();
    await expect(code).toHaveAttribute('autocomplete', 'one-time-code');

    await story.step('a wrong code is refused, and the field waits for the next', async () => {
      const right = (await hired.code?.()) ?? '';
      await code.fill(right === '000000' ? '111111' : '000000');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('alert').filter({ hasText: 'not accepted' })).toBeVisible();
      await expect(code).toHaveValue('');
      await code.fill(`${right.slice(0, 3)} ${right.slice(3)}`);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('menuitem', { name: 'Cases' })).toBeVisible();
    });

    await story.step('the app’s secret is there as a picture and as text', async () => {
      await page.getByRole('button', { name: 'Profile' }).click();
      await page.getByRole('menuitem', { name: 'Security' }).click();
      await page.getByRole('button', { name: 'Add an authenticator app' }).click();
      await expect(page.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
      await expect(page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/)).toBeVisible();
      await page.getByRole('button', { name: 'Cancel' }).click();
    });

    await story.step('who is signed in elsewhere is seen and signed out', async () => {
      const elsewhere = await openWindow();
      await givePassword(elsewhere, hired.username);
      await elsewhere.getByLabel('Code of your authenticator app').fill((await hired.code?.()) ?? '');
      await elsewhere.keyboard.press('Enter');
      await expect(elsewhere.getByRole('menuitem', { name: 'Cases' })).toBeVisible();
      await page.reload();
      const sessions = page.getByRole('list', { name: 'Where you are signed in' });
      await expect(sessions.getByRole('listitem')).toHaveCount(2);
      await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
      await expect(sessions.getByRole('listitem')).toHaveCount(1);
      // Without a click: the page is told.
      await expect(elsewhere.getByRole('button', { name: 'Sign in' })).toBeVisible();
    });
  },
);
