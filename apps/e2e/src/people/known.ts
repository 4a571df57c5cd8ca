import {
  aCase,
  anAnsweredCode,
  anEmailAddress,
  anIdentifier,
  aRound,
  aStory,
  type BuiltCase,
  type BuiltIdentifier,
  type Story,
} from '@relink/testing';
import type { Desk } from '../harness/desk.ts';
import type { Said } from './agent.ts';

/** The customer of the story, and a mail address that the shop only knows from an order: told, but no way in. */
export type Caller = Story & { readonly contactEmail: BuiltIdentifier };

/**
 * The customer of the story, known to no other story. She reads English where she says so, else Gujarati.
 * Variant A: her old account still holds the phone. Variant B: the duplicate took it.
 */
export async function aCaller(desk: Desk, variant: 'A' | 'B', language: 'en' | 'gu' = 'en'): Promise<Caller> {
  const story = await aStory(desk, variant);
  await desk.sql('update account set language = $2 where id = $1', [story.old.id, language]);
  const contactEmail = await anIdentifier(desk, {
    accountId: story.old.id,
    kind: 'email',
    value: anEmailAddress('old.order'),
    use: 'contact',
  });
  return { ...story, contactEmail };
}

/** A phone number as somebody at home says it: without its country, in groups. */
export function asSaid(phone: string): string {
  const national = phone.replace('+91', '');
  return `0${national.slice(0, 5)} ${national.slice(5)}`;
}

/** Her address and name as she says them, not as they are written. */
export const HOME_AND_NAME: Said = {
  shipping_address: { 'Street line': '14, lotus st.', Postcode: '395 007' },
  full_name: { 'Full name': 'asha PATEL' },
};

/** What only the owner can say: her last order besides. */
export function everythingRight(story: Story): Said {
  return { last_order: { 'Order number': story.orders.at(-1)!.number }, ...HOME_AND_NAME };
}

export const SOMETHING_WRONG: Said = {
  shipping_address: { 'Street line': '99 Ocean Drive', Postcode: '111111' },
  full_name: { 'Full name': 'Somebody Else' },
};

/** A case of an agent's own in which the caller has just been verified. */
export async function aVerifiedCase(
  desk: Desk,
  agentId: string,
  caller: Caller,
  more: { ticket?: string; duplicates?: readonly string[] } = {},
): Promise<BuiltCase> {
  const opened = await aCase(desk, { agentId, claimed: caller.old.id, ...more });
  const evidence = { caseId: opened.id, accountId: caller.old.id, agentId };
  await aRound(desk, evidence);
  await anAnsweredCode(desk, { ...evidence, identifier: caller.old.phone, needsLastOrder: true });
  return opened;
}
