import type { Hired } from '../harness/desk.ts';
import { expect } from '../harness/story.ts';
import type { AgentAtConsole } from './agent.ts';

/** What the list must say of a recovery, oldest first; other events may lie between. */
const RECOVERY: readonly (readonly [who: 'agent' | 'customer', what: RegExp])[] = [
  ['agent', /Case opened/],
  ['agent', /Account searched/],
  ['agent', /Account added to the case/],
  ['agent', /Evidence round sent/],
  ['agent', /Code sent/],
  ['customer', /Code answered/],
  ['agent', /New e-mail requested/],
  ['customer', /New e-mail in effect/],
  ['agent', /[Rr]eset.* sent/],
  ['customer', /[Pp]assword/],
  ['agent', /Case closed/],
];

type Recovery = { readonly reference: string; readonly agent: Hired; readonly email: string };

/** A supervisor finds the case, follows its link to the audit list, and reads who did what, when and from where. */
export async function readAudit(supervisor: AgentAtConsole, of: Recovery): Promise<void> {
  const { page } = supervisor;
  await page.goto('/#/cases');
  await page.getByRole('button', { name: 'All cases' }).click();
  await page.getByRole('searchbox', { name: 'Search by reference' }).fill(of.reference);
  await page.keyboard.press('Enter');
  await expect(page.getByText('1–1 of 1')).toBeVisible();
  await page.getByRole('link', { name: of.reference }).click();
  await page.getByRole('link', { name: 'Audit of this case' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Case opened' })).toBeVisible();
  await page.getByRole('button', { name: 'Table' }).click();
  const rows = page.getByRole('row');
  await expect(rows.last()).toContainText('Case opened');
  // The list has the newest first.
  const lines = (await rows.allTextContents()).slice(1).reverse();
  for (const line of lines) expect(line).toMatch(/\d\d:\d\d:\d\d.*(127\.0\.0\.1|::1)/);
  const told = RECOVERY.map(([who, what]) => `${who === 'agent' ? of.agent.name : who}: ${what.source}`);
  let from = 0;
  const read = RECOVERY.map(([who, what]) => {
    const name = who === 'agent' ? of.agent.name : who;
    const at = lines.findIndex((line, index) => index >= from && line.includes(name) && what.test(line));
    if (at < 0) return `not told: ${name}: ${what.source}`;
    from = at + 1;
    return `${name}: ${what.source}`;
  });
  expect(read, lines.join('\n')).toEqual(told);
  const effect = rows.filter({ hasText: 'New e-mail in effect' });
  await effect.getByRole('button', { name: 'Expand' }).click();
  await expect(supervisor.region('Before')).toContainText('pending');
  await expect(supervisor.region('After')).toContainText('verified');
  await expect(supervisor.region('After')).toContainText(of.email);
}
