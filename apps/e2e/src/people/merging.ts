import type { BuiltCase } from '@relink/testing';
import type { Locator, Page } from '@playwright/test';
import { expect } from '../harness/story.ts';
import type { AgentAtConsole } from './agent.ts';
import type { Customer } from './customer.ts';

/** One thing of both accounts and what becomes of it, on the merge page. */
export function compared(page: Page, label: string): Locator {
  return page
    .getByRole('group', { name: label, exact: true })
    .or(page.getByRole('radiogroup', { name: label, exact: true }));
}

/** From a case with a claimed account and a duplicate to the page where they are made one. */
export async function openMergePage({ page }: AgentAtConsole): Promise<void> {
  await page.getByRole('button', { name: 'Merge accounts…' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Merge two accounts of case / })).toBeVisible();
  await expect(page.getByText('The result is up to date.')).toBeVisible();
}

/** Says why, presses the one button of the page and waits for what becomes of it. */
export async function askToMerge(
  { page }: AgentAtConsole,
  button: string | RegExp,
  reason: string,
): Promise<void> {
  await page.getByRole('textbox', { name: 'Reason' }).fill(reason);
  await page.getByRole('button', { name: button }).click();
  await expect(page.getByText('Waiting for approval.')).toBeVisible();
}

/** Opens the approval that the page of a merge points to. */
export async function openApproval(supervisor: AgentAtConsole, mergePage: string): Promise<void> {
  const { page } = supervisor;
  await page.goto(mergePage);
  await page.getByRole('link', { name: 'Look at the approval' }).click();
  await expect(page.getByRole('button', { name: 'Approve', exact: true })).toBeVisible();
}

/** Says yes to the approval that is open, with a reason. */
export async function approve({ page }: AgentAtConsole, reason: string): Promise<void> {
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Approve it' });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
  await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Approved by' })).toBeVisible();
}

/** Searches among all accounts, as anybody at the desk may, and returns the one that is found. */
export async function findAccount({ page }: AgentAtConsole, text: string): Promise<Locator> {
  await page.goto('/#/accounts');
  await page.getByRole('searchbox', { name: 'Search accounts' }).fill(text);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article')).toHaveCount(1);
  return page.getByRole('article');
}

/** Two accounts of a made case become one: the agent asks, a supervisor approves. Leaves the agent at the page of the merge. */
export async function mergeByTwo(
  agent: AgentAtConsole,
  supervisor: AgentAtConsole,
  made: BuiltCase,
): Promise<void> {
  await agent.openMadeCase(made);
  await openMergePage(agent);
  await askToMerge(agent, /^Ask for approval to merge 2 accounts/, 'Both are hers.');
  await openApproval(supervisor, agent.page.url());
  await approve(supervisor, 'Agreed.');
  await seesMerged(agent);
}

/** Waits until the worker has carried out the merge whose page is open. */
export async function seesMerged({ page }: AgentAtConsole): Promise<void> {
  await expect(page.getByText('The accounts are one now.')).toBeVisible({ timeout: 30_000 });
}

/** Types the code that a forgotten password is set anew with, on the page that the customer is at. */
export async function setForgottenPassword(
  portal: Page,
  customer: Customer,
  email: string,
  password: string,
): Promise<void> {
  await portal.getByLabel('E-mail').fill(email);
  await portal.getByRole('button', { name: 'Send me a code' }).click();
  await expect(portal.getByRole('heading', { name: 'Set a new password', level: 1 })).toBeVisible();
  const code = await customer.codeIn(customer.messages(email, '/portal/reset?reference='));
  await portal.getByLabel('6-digit code').fill(code);
  await portal.getByLabel('New password').fill(password);
  await portal.getByRole('button', { name: 'Save the new password' }).click();
  await expect(portal.getByRole('heading', { name: 'Your password is changed' })).toBeVisible();
}
