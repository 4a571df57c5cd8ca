import { randomBytes, randomUUID } from 'node:crypto';
import {
  type CaseAccountRole,
  type CaseChannel,
  caseReference,
  challengeReference,
  DEFAULT_REALM,
  type KnowledgeKind,
  type PossessionKind,
  REFERENCE_BYTES,
} from '@relink/domain';
import { type Database, daysAgo, insert } from './database.ts';
import type { BuiltIdentifier } from './identifiers.ts';

export type CaseGiven = {
  readonly agentId: string;
  readonly channel?: CaseChannel;
  readonly state?: 'open' | 'waiting-for-customer' | 'waiting-for-approval' | 'closed';
  readonly ticket?: string;
  readonly openedAt?: string;
  /** When its customer is to have answered; tomorrow, for one that waits. */
  readonly dueAt?: string;
  readonly claimed?: string;
  readonly duplicates?: readonly string[];
};

export type BuiltCase = { readonly id: string; readonly reference: string };

/** Opens a case of an agent, with its accounts. A closed one was recovered. */
export async function aCase(db: Database, given: CaseGiven): Promise<BuiltCase> {
  const id = randomUUID();
  const reference = caseReference(randomBytes(REFERENCE_BYTES));
  const openedAt = given.openedAt ?? new Date().toISOString();
  const closed = given.state === 'closed';
  await insert(db, 'recovery_case', {
    id,
    reference,
    realm: DEFAULT_REALM,
    channel: given.channel ?? 'phone',
    ticket: given.ticket ?? '',
    state: given.state ?? 'open',
    outcome: closed ? 'recovered' : null,
    closed_at: closed ? openedAt : null,
    due_at: given.state === 'waiting-for-customer' ? (given.dueAt ?? daysAgo(-1)) : null,
    agent_id: given.agentId,
    opened_by: given.agentId,
    opened_at: openedAt,
    updated_at: openedAt,
  });
  const add = (accountId: string, role: CaseAccountRole) =>
    insert(db, 'case_account', { case_id: id, account_id: accountId, role, added_at: openedAt });
  if (given.claimed !== undefined) await add(given.claimed, 'claimed');
  for (const accountId of given.duplicates ?? []) await add(accountId, 'duplicate');
  return { id, reference };
}

export type EvidenceGiven = {
  readonly caseId: string;
  readonly accountId: string;
  readonly agentId: string;
  /** Now, unless told otherwise. */
  readonly at?: string;
};

/** A round that was judged in a case; enough, unless told otherwise. */
export async function aRound(
  db: Database,
  given: EvidenceGiven & { readonly enough?: boolean; readonly kinds?: readonly KnowledgeKind[] },
): Promise<void> {
  await insert(db, 'evidence_round', {
    id: randomUUID(),
    case_id: given.caseId,
    account_id: given.accountId,
    agent_id: given.agentId,
    at: given.at ?? new Date().toISOString(),
    kinds: given.kinds ?? ['last_order', 'shipping_address'],
    enough: given.enough ?? true,
    after_failure: false,
    policy_version: 1,
    results_sealed: Buffer.alloc(0),
  });
}

/** A code that was sent to a contact in a case and answered rightly. */
export async function anAnsweredCode(
  db: Database,
  given: EvidenceGiven & {
    readonly identifier: BuiltIdentifier;
    readonly proves?: PossessionKind;
    readonly purpose?: 'evidence' | 'identifier-move';
    readonly needsLastOrder?: boolean;
  },
): Promise<void> {
  const { proves = 'linked_phone' } = given;
  const at = given.at ?? new Date().toISOString();
  await insert(db, 'challenge', {
    id: randomUUID(),
    reference: challengeReference(randomBytes(REFERENCE_BYTES)),
    purpose: given.purpose ?? 'evidence',
    account_id: given.accountId,
    case_id: given.caseId,
    identifier_id: given.identifier.id,
    destination: given.identifier.normalised,
    proves,
    method: proves === 'linked_phone' ? 'sms' : 'email',
    needs_last_order: given.needsLastOrder ?? false,
    tries_left: 2,
    created_at: at,
    expires_at: daysAgo(-1),
    used_at: at,
    requested_by: given.agentId,
  });
}
