import type { ReassignEmailResponse } from '@relink/contract';
import { anEmailAddress } from '@relink/testing';
import { Customer } from './customer.ts';
import { aRichAccount, type Rich } from './opposing.ts';
import { aProvenCase } from './story.ts';
import type { Answer, Browser, TestDesk } from './test-desk.ts';

type Agent = Browser & { readonly id: string };

/** A new e-mail that its holder has confirmed, and that waits: it is worth too much, and nobody else could be warned. */
export type HeldEmail = {
  readonly account: Rich;
  readonly caseId: string;
  readonly email: string;
  readonly changeId: string;
  /** What its holder was answered. */
  readonly answer: Answer;
  readonly approvalId: string;
};

export async function aHeldEmail(
  desk: TestDesk,
  agent: Agent,
  given: { readonly account?: Rich; readonly email?: string } = {},
): Promise<HeldEmail> {
  const { account = await aRichAccount(desk), email = anEmailAddress('new') } = given;
  const caseId = await aProvenCase(desk, agent.id, account);
  const { body } = await agent.post<ReassignEmailResponse>(`/api/cases/${caseId}/email-reassignments`, {
    accountId: account.id,
    email,
  });
  const customer = new Customer(desk);
  const answer = await customer.confirm(await customer.received(email, 'email-confirmation'));
  const [approvalId = ''] = await approvalsOf(desk, body.id);
  return { account, caseId, email, changeId: body.id, answer, approvalId };
}

/** The approvals that were opened for a change, the first one first. */
export async function approvalsOf(desk: TestDesk, changeId: string): Promise<string[]> {
  const rows = await desk.sql<{ id: string }>(
    'select id from approval where change_id = $1 order by requested_at, id',
    [changeId],
  );
  return rows.map(({ id }) => id);
}
