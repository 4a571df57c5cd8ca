import { anAccount, anEmailAddress } from '@relink/testing';
import type { Page } from '@playwright/test';
import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';
import { Customer } from './people/customer.ts';
import { aCaller } from './people/known.ts';

async function forgetPassword(page: Page, email: string): Promise<string> {
  await page.goto('/portal/forgot');
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(page.getByRole('heading', { name: 'Set a new password', level: 1 })).toBeVisible();
  return (await page.getByRole('main').innerText()).replaceAll(/[A-Z0-9]{4}-[A-Z0-9]{4}/g, 'REFERENCE');
}

story('a password forgotten for an unknown e-mail looks as for a known one', async ({ desk, openWindow }) => {
  const known = anEmailAddress('known');
  const unknown = anEmailAddress('unknown');
  await anAccount(desk, { firstName: 'Known', lastName: 'Customer', email: known });
  const page = await openWindow();
  const seen = { known: await forgetPassword(page, known), unknown: await forgetPassword(page, unknown) };
  expect(seen.unknown).toBe(seen.known);
  const customer = await Customer.at(await openWindow());
  await expect(customer.messages(known, '/portal/reset')).toHaveCount(1);
  await expect(customer.messages(unknown, '')).toHaveCount(0);
  expect(await desk.sql('select account_id from identifier where normalised = $1', [unknown])).toEqual([]);
});

story('after three wrong codes the right one is refused too', async ({ desk, openWindow }) => {
  const caller = await aCaller(desk, 'A');
  const agent = await AgentAtConsole.signIn(await openWindow(), await desk.hire('agent'));
  const customer = await Customer.at(await openWindow());
  await agent.takeCall(caller.phone);
  await agent.sendCode(/^Send code to \+91/);
  const message = customer.messages(caller.phone, '/portal/code#');
  const code = await customer.codeIn(message);
  const portal = await customer.follow(message, '/portal/code#');
  const wrong = code === '111111' ? '222222' : '111111';
  for (const typed of [wrong, wrong, wrong, code]) {
    await portal.getByLabel('6-digit code').fill(typed);
    const [answer] = await Promise.all([
      portal.waitForResponse('**/api/portal/codes'),
      portal.getByRole('button', { name: 'Send the code' }).click(),
    ]);
    expect(answer.status()).toBe(422);
    await expect(portal.getByRole('alert')).toContainText('This code is not valid.');
  }
  await expect(agent.claimed.getByText('Code: dead: no tries left')).toBeVisible();
  await agent.seesAssurance('none');
});

story('what is not a code is refused on the page, before anything is tried', async ({ openWindow }) => {
  const page = await openWindow();
  await page.goto('/portal/code#K7QM-2X9D');
  await page.getByLabel('6-digit code').fill('12');
  await page.getByRole('button', { name: 'Send the code' }).click();
  await expect(page.getByLabel('6-digit code')).toHaveAttribute('aria-invalid', 'true');
});

story('links that were never sent, and pages without a session, say so kindly', async ({ openWindow }) => {
  const page = await openWindow();
  await page.goto(`/portal/confirm#${'x'.repeat(43)}`);
  await page.getByRole('button', { name: 'Confirm my e-mail' }).click();
  await expect(page.getByRole('alert')).toContainText('This link is not valid any more.');
  await page.goto('/portal/orders');
  await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  await page.goto('/portal/no-such-page');
  await expect(page.getByRole('heading', { name: 'There is no such page', level: 1 })).toBeVisible();
});
