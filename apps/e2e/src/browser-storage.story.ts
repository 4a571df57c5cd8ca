import { anEmailAddress } from '@relink/testing';
import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';
import { Customer } from './people/customer.ts';
import { keptBy, watchCache } from './people/kept-by-browser.ts';
import { aCaller } from './people/known.ts';
import { verifyCaller } from './people/verify-caller.ts';

const NOTE = 'Her neighbour Mrs Venkatesan answers the phone.';

story(
  'after a worked case neither browser has kept anything of the customer',
  async ({ desk, openWindow }) => {
    const caller = await aCaller(desk, 'A');
    const email = anEmailAddress('asha.kept.nowhere');
    const page = await openWindow();
    const cacheable = watchCache(page);
    const agent = await AgentAtConsole.signIn(page, await desk.hire('agent'));
    const customer = await Customer.at(await openWindow());
    const personal = [
      ...caller.personal,
      caller.contactEmail.value,
      email,
      'asha PATEL',
      '14, lotus',
      'Mrs Venk',
    ];
    const keepsNothing = async (window: typeof page) => {
      const kept = (await keptBy(window)).toLowerCase();
      expect(personal.filter((text) => kept.includes(text.toLowerCase()))).toEqual([]);
    };

    await story.step('a case is worked from the call to a new e-mail', async () => {
      await verifyCaller(agent, customer, caller);
      await agent.giveEmail(email);
      await expect(agent.claimed.getByText('Waiting to be confirmed')).toBeVisible();
      const portal = await customer.follow(customer.messages(email, '/portal/confirm'), '/portal/confirm');
      await portal.getByRole('main').getByRole('button').first().click();
      await expect(portal.locator('main .note.good').first()).toBeVisible();
      await keepsNothing(portal);
      await page.getByRole('textbox', { name: 'New note' }).fill(NOTE);
      await page.getByRole('button', { name: 'Add note' }).click();
      await expect(agent.region('Caller')).toContainText('Mrs Venk');
    });

    await story.step('its account is read, revealed to her agent and searched for in the lists', async () => {
      await agent.openClaimedPage();
      await expect(page.getByRole('heading', { name: 'Orders' })).toBeVisible();
      await expect(page.getByText(caller.orders.at(-1)!.number).first()).toBeVisible();
      await page.goto('/#/accounts');
      await page.getByRole('searchbox', { name: 'Search accounts' }).fill(caller.phone);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('article').first()).toBeVisible();
    });

    await story.step('nothing of her is left, while the agent is signed in and after', async () => {
      await keepsNothing(page);
      await agent.signOut();
      await keepsNothing(page);
      expect(cacheable).toEqual([]);
    });

    await story.step('what is kept would have been found', async () => {
      await page.evaluate(async (text) => {
        sessionStorage.setItem('kept', text);
        await (await caches.open('kept')).put('/kept', new Response('395007'));
      }, email);
      const kept = await keptBy(page);
      expect(kept).toContain(email);
      expect(kept).toContain('395007');
    });
  },
);
