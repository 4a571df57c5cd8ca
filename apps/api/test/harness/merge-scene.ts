import type { MergePreview, MergeView } from '@relink/contract';
import { byId, type MergeAccountFacts, type MergeChoices } from '@relink/domain';
import {
  aCase,
  anAccount,
  anAnsweredCode,
  anEmailAddress,
  anIdentifier,
  anOrder,
  aPhoneNumber,
  aRound,
} from '@relink/testing';
import { randomUUID } from 'node:crypto';
import { type Executed, ExecuteMerge } from '../../src/features/merges/execute-merge.ts';
import type { Answer, Browser, TestDesk } from './test-desk.ts';

export type Agent = Browser & { readonly id: string };
export type Problem = { readonly code: string; readonly details?: Readonly<Record<string, unknown>> };

/** Two accounts of one person in a case of an agent, the claimed one verified. */
export type Scene = {
  readonly survivorId: string;
  readonly otherId: string;
  readonly caseId: string;
  readonly phone: string;
  readonly email: string;
};

export type SceneGiven = {
  /** The claimed account's second possession, and the duplicate's code: then nobody else is asked. */
  readonly strong?: boolean;
  /** Gives the duplicate orders, points, credit and all the rest. */
  readonly rich?: boolean;
  readonly orders?: number;
};

/** The older account with orders and a phone, and the newer one with an e-mail. */
export async function aScene(desk: TestDesk, agentId: string, given: SceneGiven = {}): Promise<Scene> {
  const { strong = false, rich = false, orders = 2 } = given;
  const [phone, email] = [aPhoneNumber(), anEmailAddress('asha')];
  const old = await anAccount(desk, { phone, note: 'Rings twice.' });
  const other = await anAccount(desk, { email, firstName: 'Aasha', language: 'gu' });
  for (let placed = 0; placed < orders; placed++) await anOrder(desk, { accountId: old.id });
  if (rich) await enrich(desk, old.id, other.id);
  const { id: caseId } = await aCase(desk, { agentId, claimed: old.id, duplicates: [other.id] });
  const about = { caseId, accountId: old.id, agentId };
  await aRound(desk, { ...about, kinds: ['last_order', 'shipping_address'] });
  if (!old.identifiers.phone || !other.identifiers.email) throw new Error('They were asked for.');
  await anAnsweredCode(desk, { ...about, identifier: old.identifiers.phone });
  if (strong) {
    const recovery = await anIdentifier(desk, {
      accountId: old.id,
      kind: 'email',
      use: 'recovery',
      value: anEmailAddress('recovery'),
    });
    await anAnsweredCode(desk, { ...about, identifier: recovery, proves: 'recovery_contact' });
    await anAnsweredCode(desk, {
      ...about,
      accountId: other.id,
      identifier: other.identifiers.email,
      proves: 'linked_email',
      purpose: 'identifier-move',
    });
  }
  if (strong && rich) {
    // With something at stake it takes as much to prove the duplicate.
    const second = await anIdentifier(desk, {
      accountId: other.id,
      kind: 'phone',
      use: 'recovery',
      value: aPhoneNumber(),
    });
    await anAnsweredCode(desk, { ...about, accountId: other.id, identifier: second });
  }
  return { survivorId: old.id, otherId: other.id, caseId, phone, email };
}

/** Something of everything that a merge moves or adds up, on both accounts. */
async function enrich(desk: TestDesk, survivorId: string, otherId: string): Promise<void> {
  for (const [accountId, line1] of [
    [survivorId, '14 Lotus Street'],
    [otherId, '2 Ring Road'],
  ] as const) {
    await desk.sql(
      `insert into address (account_id, is_default, name, line1, city, postcode, country)
       values ($1, true, 'Asha Patel', $2, 'Surat', '395007', 'IN')`,
      [accountId, line1],
    );
    await desk.sql(
      `update account set loyalty_points = 1250, birth_date = '1980-02-29', tags = array['vip', $2], note = note || $2,
         has_balance = true, has_subscription = true
        where id = $1`,
      [accountId, line1],
    );
    await desk.sql(`insert into store_credit values ($1, 'INR', 12.50), ($1, $2, 9999999999999999.99)`, [
      accountId,
      accountId === survivorId ? 'EUR' : 'SEK',
    ]);
    await desk.sql(
      `insert into gift_card (id, realm, external_id, account_id, currency, balance)
       values (gen_random_uuid(), 'main', $2, $1, 'INR', 500)`,
      [accountId, randomUUID()],
    );
    await desk.sql(
      `insert into subscription (id, realm, external_id, account_id, product, state)
       values (gen_random_uuid(), 'main', $2, $1, 'Tea', 'active')`,
      [accountId, randomUUID()],
    );
    await desk.sql(`insert into consent values ($1, 'email-marketing', $2, now() - interval '1 day')`, [
      accountId,
      accountId === survivorId,
    ]);
    await desk.sql(`insert into credential values ($1, 'hash', now())`, [accountId]);
    await desk.sql(
      `insert into customer_session (token_hash, account_id, created_at, last_seen_at, expires_at)
       values (sha256($2), $1, now(), now(), now() + interval '1 day')`,
      [accountId, randomUUID()],
    );
  }
  await anOrder(desk, { accountId: otherId, currency: 'EUR', total: '20.00' });
  await desk.sql(
    `insert into message (id, channel, template, language, realm, account_id, destination, created_at, state)
     values (gen_random_uuid(), 'email', 'name-changed', 'en', 'main', $1, 'asha@mail.example', now(), 'delivered')`,
    [otherId],
  );
}

/** What the merge page shows. */
export function preview(
  agent: Agent,
  scene: Pick<Scene, 'survivorId' | 'otherId' | 'caseId'>,
  choices: MergeChoices = {},
): Promise<Answer<MergePreview & Problem>> {
  const { survivorId, otherId, caseId } = scene;
  const body = { accountIds: [survivorId, otherId], survivorId, choices };
  return agent.post(`/api/cases/${caseId}/merges/preview`, body);
}

/** Presses the button: exactly what was previewed. */
export async function ask(
  agent: Agent,
  scene: Pick<Scene, 'survivorId' | 'otherId' | 'caseId'>,
  choices: MergeChoices = {},
): Promise<Answer<MergeView & Problem>> {
  const { survivorId, otherId, caseId } = scene;
  const seen = await preview(agent, scene, choices);
  const planHash = seen.body.planHash ?? 'f'.repeat(64);
  const body = { survivorId, otherId, choices, planHash, reason: 'The same customer.' };
  return agent.post(`/api/cases/${caseId}/merges`, body);
}

/** The worker takes up a merge. */
export function carryOut(desk: TestDesk, mergeId: string): Promise<Executed> {
  return desk.app.get(ExecuteMerge).run(mergeId);
}

/** What the desk shows of an account beside what the rules know of it. */
const SHOWN_ONLY = ['firstOrderAt', 'lastOrderAt', 'mergedInto', 'openHolds'];

/** What the rules know of an account, whatever order its rows came in. */
export function comparable(account: MergeAccountFacts): object {
  const { identifiers, addresses } = account;
  const known = Object.entries(account).filter(([name]) => !SHOWN_ONLY.includes(name));
  return {
    ...Object.fromEntries(known),
    identifiers: identifiers.toSorted(byId),
    addresses: addresses.toSorted(byId),
  };
}
