import { anEmailAddress } from '@relink/testing';
import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';
import { Customer } from './people/customer.ts';
import { approve } from './people/merging.ts';
import {
  asPrinted,
  type PrintedCaller,
  printedCallers,
  printedPairs,
  printedSignIns,
} from './people/printed.ts';

const signInOf = (role: string) => printedSignIns().find((each) => each.role === role)!;

story('everybody whom the start prints can sign in: two of each role', async ({ openWindow }) => {
  const signIns = printedSignIns();
  expect(signIns.map(({ role }) => role).toSorted()).toEqual(
    ['admin', 'agent', 'supervisor'].flatMap((role) => [role, role]),
  );
  for (const { username, password } of signIns) {
    const colleague = await AgentAtConsole.signIn(await openWindow(), { username, password });
    await colleague.signOut();
  }
});

story('every caller whom the start prints can be found and proven', async ({ openWindow }) => {
  const agent = await AgentAtConsole.signIn(await openWindow(), signInOf('agent'));
  const callers = printedCallers();
  expect(callers).toHaveLength(6);
  expect(new Set(callers.map(({ variant }) => variant))).toEqual(new Set(['A', 'B']));
  for (const caller of callers) await story.step(caller.name, () => askAsPrinted(agent, caller));
});

story('a new e-mail takes effect at once or is held, as it is printed', async ({ openWindow }) => {
  const agent = await AgentAtConsole.signIn(await openWindow(), signInOf('agent'));
  const supervisor = await AgentAtConsole.signIn(await openWindow(), signInOf('supervisor'));
  const customer = await Customer.at(await openWindow());
  const callers = printedCallers();
  const kindOf = ({ variant, newEmail }: PrintedCaller) => `${variant} ${newEmail}`;
  // One of each kind is enough: the rest is the same, and takes its time.
  const oneOfEach = callers.filter(
    (caller) => callers.find((each) => kindOf(each) === kindOf(caller)) === caller,
  );
  expect(oneOfEach.map(kindOf)).toEqual(['A at once', 'B at once', 'B held']);
  for (const caller of oneOfEach)
    await story.step(kindOf(caller), async () => {
      await askAsPrinted(agent, caller);
      await agent.sendCode(/^Send code to \+/);
      await customer.answerCode(customer.messages(caller.phone, '/portal/code#'));
      await agent.seesAssurance('verified');
      const email = anEmailAddress('given.on.the.phone');
      await agent.giveEmail(email);
      await customer.confirmEmail(email);
      if (caller.newEmail === 'held') {
        await expect(agent.claimed.getByText(/Confirmed, and held until/)).toBeVisible();
        await openHeldChange(supervisor);
        await approve(supervisor, 'She said all of it without thinking.');
      }
      await agent.claimed.getByRole('button', { name: /^Send reset link to / }).click();
      await expect(agent.claimed.getByText('Reset link sent')).toBeVisible();
    });
});

story('every pair that the start prints is found by a name and the postcode', async ({ openWindow }) => {
  const agent = await AgentAtConsole.signIn(await openWindow(), signInOf('agent'));
  const pairs = printedPairs();
  expect(pairs).toHaveLength(3);
  await agent.openCase('Has two accounts.');
  for (const { name, postcode } of pairs) {
    // A name alone finds nobody: the field for a second detail comes with it.
    await agent.page.getByRole('searchbox', { name: 'Find the customer’s account' }).fill(name);
    await agent.page.getByRole('textbox', { name: 'Postcode' }).fill(postcode);
    await expect(await agent.search(name)).not.toHaveCount(0);
  }
});

/** Opens a case, finds the caller by her phone, and sends what she is printed to answer. */
async function askAsPrinted(agent: AgentAtConsole, caller: PrintedCaller): Promise<void> {
  await agent.openCase('Cannot sign in.');
  const found = await agent.search(caller.phone);
  await expect(found.filter({ hasText: 'likely duplicate: same phone, no orders' })).toHaveCount(1);
  await agent.add(found.filter({ hasText: 'orphaned' }), 'claimed');
  await agent.sendRound(asPrinted(caller));
  await expect(agent.claimed.getByRole('status').filter({ hasText: 'Enough' })).toBeVisible();
}

/** Opens the newest change that waits for a supervisor. */
async function openHeldChange({ page }: AgentAtConsole): Promise<void> {
  await page.getByRole('menuitem', { name: /Approvals/ }).click();
  const held = page.getByRole('listitem').filter({ hasText: 'held' });
  await held.getByRole('link', { name: 'Look at it' }).last().click();
}
