import { aCase, anAnsweredCode, aRound, type BuiltIdentifier, type Story } from '@relink/testing';
import type { TestDesk } from './test-desk.ts';

/** What the caller of the story says, all of it right. */
export function rightAnswers(story: Story): object[] {
  return [
    { kind: 'last_order', orderNumber: story.orders[1]?.number },
    { kind: 'shipping_address', street: '14 Lotus St', postcode: '395007' },
    { kind: 'full_name', fullName: 'asha patel' },
  ];
}

/** A case of an agent in which the caller has just been verified: `at` that instant, or now. */
export function aVerifiedCase(
  desk: TestDesk,
  agentId: string,
  { old, duplicate }: Story,
  at = new Date().toISOString(),
): Promise<string> {
  return aProvenCase(desk, agentId, { ...old, duplicates: [duplicate.id], at });
}

/** A case of an agent in which an account was proven by a round and a code to its phone. Returns the case's id. */
export async function aProvenCase(
  desk: TestDesk,
  agentId: string,
  account: {
    readonly id: string;
    readonly phone: BuiltIdentifier;
    readonly duplicates?: string[];
    readonly at?: string;
  },
): Promise<string> {
  const { id: accountId, phone, duplicates = [], at } = account;
  const { id: caseId } = await aCase(desk, {
    agentId,
    claimed: accountId,
    duplicates,
    ...(at !== undefined && { openedAt: at }),
  });
  const about = { caseId, accountId, agentId, ...(at !== undefined && { at }) };
  await aRound(desk, { ...about, kinds: ['last_order', 'shipping_address'] });
  await anAnsweredCode(desk, { ...about, identifier: phone });
  return caseId;
}
