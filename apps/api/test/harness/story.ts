import { aCase, anAnsweredCode, aRound, type Story } from '@relink/testing';
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
export async function aVerifiedCase(
  desk: TestDesk,
  agentId: string,
  story: Story,
  at = new Date().toISOString(),
): Promise<string> {
  const accounts = { claimed: story.old.id, duplicates: [story.duplicate.id] };
  const { id } = await aCase(desk, { agentId, ...accounts, openedAt: at });
  const about = { caseId: id, accountId: story.old.id, agentId, at };
  await aRound(desk, { ...about, kinds: ['last_order', 'shipping_address'] });
  await anAnsweredCode(desk, { ...about, identifier: story.old.phone });
  return id;
}
