import { expect } from '../harness/story.ts';
import type { AgentAtConsole } from './agent.ts';
import type { Caller } from './known.ts';

/** What the list must say of a recovery, oldest first: who, and what. `agent` stands for the agent of the case. */
const RECOVERY: readonly (readonly [who: 'agent' | 'customer', what: string])[] = [
  ['agent', 'Case opened'],
  ['agent', 'Accounts searched'],
  ['agent', 'Case account added'],
  ['agent', 'Evidence round sent'],
  ['agent', 'Challenge sent'],
  ['customer', 'Challenge answered'],
  ['agent', 'Identifier email requested'],
  ['customer', 'Identifier email effective'],
  ['agent', 'Credential reset sent'],
  ['agent', 'Case closed'],
];

/** A supervisor finds the case, follows its link to the audit list, and reads who did what, in which order. */
export async function readAudit(
  supervisor: AgentAtConsole,
  reference: string,
  agentName: string,
  caller: Caller,
  email: string,
): Promise<void> {
  const { page } = supervisor;
  await page.goto('/#/cases');
  await page.getByRole('button', { name: 'All cases' }).click();
  await page.getByRole('searchbox', { name: 'Search by reference' }).fill(reference);
  await page.getByRole('link', { name: reference }).click();
  await page.getByRole('link', { name: 'Audit of this case' }).click();
  await page.getByRole('button', { name: 'When' }).click();
  const rows = page.getByRole('row');
  await expect(rows.nth(1)).toContainText('Case opened');
  const read = await rows.allTextContents();
  let from = 0;
  for (const [who, what] of RECOVERY) {
    const at = read.findIndex(
      (text, index) =>
        index >= from &&
        text.toLowerCase().includes(what.toLowerCase()) &&
        text.includes(who === 'agent' ? agentName : who),
    );
    expect(
      at,
      `${what}, by the ${who}, after what came before it, in:\n${read.join('\n')}`,
    ).toBeGreaterThanOrEqual(from);
    from = at + 1;
  }
  const effect = rows.filter({ hasText: /identifier email effective/i });
  await expect(effect).toContainText('127.0.0.1');
  await effect.getByRole('button', { name: 'Expand' }).click();
  await expect(supervisor.region('After')).toContainText(email);
  await expect(supervisor.region('Before')).not.toContainText(email);
  await expect(supervisor.region('Before')).toBeVisible();
  expect(caller.old.id).toBeTruthy();
}
