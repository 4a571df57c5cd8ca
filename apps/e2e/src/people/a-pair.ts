import { randomUUID } from 'node:crypto';
import {
  aCase,
  anAccount,
  anAddress,
  anAnsweredCode,
  anEmailAddress,
  anIdentifier,
  anOrder,
  aPhoneNumber,
  aRound,
  type BuiltCase,
  type BuiltIdentifier,
  type BuiltOrder,
  daysAgo,
  insert,
} from '@relink/testing';
import type { Desk } from '../harness/desk.ts';

/** One account of somebody who has two. */
export type OneOfTwo = {
  readonly id: string;
  readonly email: BuiltIdentifier;
  readonly phone: BuiltIdentifier;
  readonly orders: readonly BuiltOrder[];
};

/** Two accounts of one person, both with something to lose and several things said differently. */
export type Pair = { readonly old: OneOfTwo; readonly young: OneOfTwo };

type Given = {
  readonly firstName: string;
  readonly lastName: string;
  readonly orders: number;
  readonly points: number;
  readonly credits: Readonly<Record<string, string>>;
  readonly preference: string;
  readonly consent: boolean;
  readonly beganDaysAgo: number;
};

/** Marta, and Märta as she wrote herself the second time. */
export async function aPair(desk: Desk): Promise<Pair> {
  const old = await one(desk, {
    firstName: 'Marta',
    lastName: 'Lindqvist',
    orders: 2,
    points: 1250,
    credits: { SEK: '250.00' },
    preference: 'email',
    consent: true,
    beganDaysAgo: 1400,
  });
  const young = await one(desk, {
    firstName: 'Märta',
    lastName: 'Lindkvist',
    orders: 3,
    points: 430,
    credits: { EUR: '20.00', SEK: '40.50' },
    preference: 'sms',
    consent: false,
    beganDaysAgo: 300,
  });
  return { old, young };
}

async function one(desk: Desk, given: Given): Promise<OneOfTwo> {
  const beganAt = daysAgo(given.beganDaysAgo);
  const { firstName, lastName } = given;
  const { id } = await anAccount(desk, { firstName, lastName, beganAt, hasBalance: true });
  await desk.sql('update account set loyalty_points = $2, contact_preference = $3 where id = $1', [
    id,
    given.points,
    given.preference,
  ]);
  await anAddress(desk, id, { name: `${firstName} ${lastName}` });
  for (const [currency, amount] of Object.entries(given.credits))
    await insert(desk, 'store_credit', { account_id: id, currency, amount });
  const consent = { account_id: id, topic: 'email-marketing', granted: given.consent, at: beganAt };
  await insert(desk, 'consent', consent);
  const gift = { realm: 'main', currency: 'SEK', balance: '100.00', account_id: id };
  await insert(desk, 'gift_card', { id: randomUUID(), external_id: randomUUID(), ...gift });
  const identifier = { accountId: id, linkedSince: beganAt };
  const email = await anIdentifier(desk, { ...identifier, kind: 'email', value: anEmailAddress('marta') });
  const phone = await anIdentifier(desk, { ...identifier, kind: 'phone', value: aPhoneNumber() });
  const orders: BuiltOrder[] = [];
  for (let index = 0; index < given.orders; index++)
    orders.push(await anOrder(desk, { accountId: id, email: email.value, placedAt: daysAgo(200 - index) }));
  return { id, email, phone, orders };
}

/** A case of an agent's own with both accounts in it, each proven. */
export async function aProvenCase(desk: Desk, agentId: string, { old, young }: Pair): Promise<BuiltCase> {
  const opened = await aCase(desk, { agentId, claimed: old.id, duplicates: [young.id] });
  for (const { id, phone } of [old, young]) {
    const evidence = { caseId: opened.id, accountId: id, agentId };
    await aRound(desk, evidence);
    await anAnsweredCode(desk, { ...evidence, identifier: phone });
  }
  return opened;
}
