import type { Desk } from '../harness/desk.ts';
import { expect } from '../harness/story.ts';
import type { TourFacts } from './prepare-tour.ts';
import { goTo, type Stop } from './stop.ts';

const TOKEN = 'x'.repeat(43);

/** Every page of the portal, with a refusal and a weak password on the way, ending signed in. */
export function portalStops(desk: Desk, { caller }: TourFacts): Stop[] {
  return [
    { name: 'portal-sign-in', go: (page) => goTo(page, '/portal/', 'Sign in') },
    {
      name: 'portal-sign-in-refused',
      go: async (page) => {
        await page.getByLabel('E-mail, phone number or username').fill('nobody@mail.example');
        await page.getByLabel('Password', { exact: true }).fill('not the password');
        await page.getByRole('button', { name: 'Sign in' }).click();
        await expect(page.getByRole('alert')).toBeVisible();
      },
    },
    { name: 'portal-code', go: (page) => goTo(page, '/portal/code#K7QM-2X9D', 'Enter your code') },
    { name: 'portal-confirm', go: (page) => goTo(page, `/portal/confirm#${TOKEN}`, 'Confirm your e-mail') },
    {
      name: 'portal-confirm-refused',
      go: async (page) => {
        await page.getByRole('button', { name: 'Confirm my e-mail' }).click();
        await expect(page.getByRole('alert')).toBeVisible();
      },
    },
    { name: 'portal-forgot', go: (page) => goTo(page, '/portal/forgot', 'Forgot your password?') },
    {
      name: 'portal-reset',
      go: async (page) => {
        await goTo(page, `/portal/reset#${TOKEN}`, 'Set a new password');
        await page.getByLabel('New password').fill('horse');
        await expect(page.getByText('Too easy to guess.')).toBeVisible();
      },
    },
    { name: 'portal-missing', go: (page) => goTo(page, '/portal/no-such-page', 'There is no such page') },
    {
      name: 'portal-orders',
      go: async (page) => {
        const value = await desk.customerSession(caller.old.id);
        const { hostname } = new URL(desk.url);
        await page.context().addCookies([
          {
            name: 'relink_customer',
            value,
            domain: hostname,
            path: '/api/portal',
            httpOnly: true,
            sameSite: 'Strict',
          },
        ]);
        await goTo(page, '/portal/orders', 'My orders');
        await expect(page.getByRole('article').first()).toBeVisible();
      },
    },
  ];
}
