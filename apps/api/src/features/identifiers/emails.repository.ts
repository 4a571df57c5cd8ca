import type { EmailClaim } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

const HOLDER = {
  name: 'email_holder',
  text: `select account_id as "accountId", id as "identifierId" from identifier
          where realm = $1 and kind = 'email' and normalised = $2 and use = 'login' and state = 'verified'`,
};
const CLAIM = {
  name: 'email_claim',
  text: `select account_id as "accountId", expires_at as "expiresAt" from identifier_claim
          where realm = $1 and kind = 'email' and normalised = $2`,
};
const MOVE_ANSWERED = {
  name: 'email_move_answered',
  text: `select 1 from challenge
          where case_id = $1 and identifier_id = $2 and purpose = 'identifier-move' and used_at > $3 limit 1`,
};

/** Where an e-mail is a verified login; null when nowhere. */
export async function findHolder(
  executor: Executor,
  realm: string,
  email: string,
): Promise<{ accountId: string; identifierId: string } | null> {
  const [row] = await runNamed<{ accountId: string; identifierId: string }>(executor, HOLDER, [realm, email]);
  return row ?? null;
}

/** The one claim on an e-mail, expired or not; null when there is none. */
export async function findClaim(
  executor: Executor,
  realm: string,
  email: string,
): Promise<EmailClaim | null> {
  const [row] = await runNamed<{ accountId: string; expiresAt: Date }>(executor, CLAIM, [realm, email]);
  return row ? { accountId: row.accountId, expiresAt: row.expiresAt.toISOString() } : null;
}

/** Whether a code sent to an identifier, to move it, was answered in a case after an instant. */
export async function moveAnswered(
  executor: Executor,
  caseId: string,
  identifierId: string,
  after: Date,
): Promise<boolean> {
  return (await runNamed(executor, MOVE_ANSWERED, [caseId, identifierId, after])).length > 0;
}
