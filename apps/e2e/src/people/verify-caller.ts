import { expect } from '../harness/story.ts';
import type { AgentAtConsole } from './agent.ts';
import type { Customer } from './customer.ts';
import { type Caller, everythingRight } from './known.ts';

/** A call up to the point where the caller is verified: found, asked, and her code answered. */
export async function verifyCaller(agent: AgentAtConsole, customer: Customer, caller: Caller): Promise<void> {
  await agent.takeCall(caller.phone);
  await agent.sendRound(everythingRight(caller));
  await expect(agent.claimed.getByRole('status').filter({ hasText: 'Enough' })).toBeVisible();
  await agent.sendCode(/^Send code to \+91/);
  await customer.answerCode(customer.messages(caller.phone, '/portal/code#'));
  await agent.seesAssurance('verified');
}
