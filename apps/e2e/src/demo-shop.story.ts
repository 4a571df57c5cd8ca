import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';
import { Customer } from './people/customer.ts';
import { asPrinted, printedCallers, printedSignIns } from './people/printed.ts';

story('everybody whom the start prints can sign in, or can be found and proven', async ({ openWindow }) => {
  const signIns = printedSignIns();
  expect(new Set(signIns.map(({ role }) => role))).toEqual(new Set(['agent', 'supervisor', 'admin']));
  for (const { username, password } of signIns.filter(({ role }) => role !== 'agent')) {
    const colleague = await AgentAtConsole.signIn(await openWindow(), { username, password });
    await colleague.signOut();
  }
  const { username, password } = signIns.find(({ role }) => role === 'agent')!;
  const agent = await AgentAtConsole.signIn(await openWindow(), { username, password });
  const customer = await Customer.at(await openWindow());
  const callers = printedCallers();
  expect(new Set(callers.map(({ variant }) => variant))).toEqual(new Set(['A', 'B']));
  for (const caller of callers) {
    await story.step(`${caller.name}, variant ${caller.variant}`, async () => {
      await agent.openCase('Cannot sign in.');
      const found = await agent.search(caller.phone);
      await expect(found.filter({ hasText: 'likely duplicate: same phone, no orders' })).toHaveCount(1);
      await agent.add(found.filter({ hasText: 'orphaned' }), 'claimed');
      await agent.sendRound(asPrinted(caller));
      await expect(agent.claimed.getByRole('status').filter({ hasText: 'Enough' })).toBeVisible();
      // One code of each variant is enough: the rest is the same, and takes its time.
      if (callers.find(({ variant }) => variant === caller.variant) !== caller) return;
      await agent.sendCode(/^Send code to \+/);
      await customer.answerCode(customer.messages(caller.phone, '/portal/code#'));
      await agent.seesAssurance('verified');
    });
  }
});
