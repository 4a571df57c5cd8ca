import type { Page } from '@playwright/test';
import { PASSWORD } from '../harness/desk.ts';

/** Gives the browser a device that keeps passkeys and is unlocked by its owner, as a phone with a fingerprint is. */
export async function giveDevice(page: Page): Promise<void> {
  const tools = await page.context().newCDPSession(page);
  await tools.send('WebAuthn.enable');
  await tools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** Types the name and the password at the console's first page, and sends them. */
export async function givePassword(page: Page, username: string): Promise<void> {
  await page.goto('/');
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
}
