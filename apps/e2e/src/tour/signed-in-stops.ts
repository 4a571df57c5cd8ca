import type { PortalSecurity, WaitingLogin } from '@relink/contract';
import type { Page } from '@playwright/test';
import type { Desk } from '../harness/desk.ts';
import { expect } from '../harness/story.ts';
import type { LongNamed } from './long-named.ts';
import { answerBut } from './portal-answers.ts';
import { open } from './portal-stops.ts';
import type { Stop } from './stop.ts';

const EMAIL = 'maximiliane-friederike.von.hohenlohe-schillingsfuerst@familienpostfach.mail.example';
const NOW = '2026-11-20T10:00:00.000Z';
const WAITING: WaitingLogin = {
  id: '0198f3a0-0000-7000-8000-000000000001',
  display: 'karl-gustaf.alexander.emanuel.nya-brevladan@familjen-wachtmeister.mail.example',
  requestedAt: NOW,
  expiresAt: NOW,
  reference: 'K7QM-2X9D',
  waitsForAgreement: false,
  heldUntil: null,
  own: true,
};
const USUAL: Partial<PortalSecurity> = {
  email: EMAIL,
  username: 'maximiliane-friederike.alexandra.von.hohenlohe-schillingsfuerst',
  passwordSetAt: NOW,
};

/** What a customer sees once signed in: orders, and Login & security with whatever waits. */
export function signedInStops(desk: Desk, customer: LongNamed): Stop[] {
  const security = (
    name: string,
    but: Partial<PortalSecurity>,
    then?: (page: Page) => Promise<void>,
  ): Stop => ({
    name: `portal-security${name}`,
    go: async (page) => {
      await answerBut(page, 'security', { ...USUAL, ...but });
      await open(page, 'security');
      await expect(page.locator('.sessions li').first()).toBeVisible();
      await then?.(page);
    },
  });
  return [
    {
      name: 'portal-orders',
      go: async (page) => {
        await signIn(desk, page, customer.oldId);
        await answerBut(page, 'me', { logins: [EMAIL, customer.phone] });
        await open(page, 'orders');
        await expect(page.getByRole('article').first()).toBeVisible();
      },
    },
    security('', {}),
    security('-forms', {}, async (page) => {
      const openers = page.locator('.security-line button[aria-expanded]');
      for (let index = 0; index < (await openers.count()); index++) await openers.nth(index).click();
    }),
    security('-first', { email: null, username: null, passwordSetAt: null, phoneToMoveBack: customer.phone }),
    security('-code', {
      waitingEmail: WAITING,
      waitingPhone: { ...WAITING, display: '+46701740698', own: false },
    }),
    security('-agreement', {
      waitingPhone: { ...WAITING, display: customer.phone, reference: null, waitsForAgreement: true },
    }),
    security('-held', { waitingEmail: { ...WAITING, reference: null, heldUntil: NOW } }),
  ];
}

async function signIn(desk: Desk, page: Page, accountId: string): Promise<void> {
  await desk.customerSession(accountId);
  const value = await desk.customerSession(accountId);
  const { hostname } = new URL(desk.url);
  const cookie = { name: 'relink_customer', value, domain: hostname, path: '/api/portal' };
  await page.context().addCookies([{ ...cookie, httpOnly: true, sameSite: 'Strict' }]);
}
