import { days } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import { hashToken } from '../../platform/guard/sessions.ts';

// Reads the password and the account again, locked: what changed a moment ago opens no session.
const START = {
  name: 'customer_session_start',
  text: `insert into customer_session (token_hash, account_id, created_at, last_seen_at, expires_at, user_agent)
         select $1, a.id, $4, $4, $5, $6 from account a join credential c on c.account_id = a.id
          where a.id = $2 and a.status = 'active' and c.password_hash = $3
            and not exists (select from verification_lock l where l.account_id = a.id and l.kind = 'opposed' and l.lifted_at is null)
            for share of a, c
         returning token_hash`,
};
const END_ONE = {
  name: 'customer_session_end',
  text: `update customer_session set ended_at = $2 where token_hash = $1 and ended_at is null returning account_id`,
};
const END_ALL = {
  name: 'customer_session_end_all',
  text: `update customer_session set ended_at = $2
          where account_id = $1 and ended_at is null and expires_at > $2 and token_hash is distinct from $3 returning 1`,
};
/** What a session is called where its customer sees it: made of its hash, and good for nothing but naming it. */
export const NAME_OF_SESSION = `left(encode(sha256(token_hash), 'hex'), 32)`;
const END_NAMED = {
  name: 'customer_session_end_named',
  text: `update customer_session set ended_at = $2
          where account_id = $1 and ended_at is null and expires_at > $2 and ${NAME_OF_SESSION} = $3 returning 1`,
};
const LONGEST_USER_AGENT = 300;

/** Who signed in, by which password hash, and with which browser. */
export type NewCustomerSession = {
  readonly token: string;
  readonly accountId: string;
  readonly passwordHash: string;
  readonly userAgent: string;
  /** How long it lives, as the policy in force says. */
  readonly lifeDays: number;
};

/** Starts a session. False when the account or its password has changed meanwhile. */
export async function startCustomerSession(
  em: EntityManager,
  now: Date,
  session: NewCustomerSession,
): Promise<boolean> {
  const started = await runNamed(em, START, [
    hashToken(session.token),
    session.accountId,
    session.passwordHash,
    now,
    new Date(now.getTime() + days(session.lifeDays)),
    session.userAgent.slice(0, LONGEST_USER_AGENT),
  ]);
  return started.length > 0;
}

/** Ends the session behind a token. The account it was of, or null where there was none. */
export async function endCustomerSession(
  em: EntityManager,
  now: Date,
  token: string,
): Promise<string | null> {
  const [ended] = await runNamed<{ account_id: string }>(em, END_ONE, [hashToken(token), now]);
  return ended?.account_id ?? null;
}

/**
 * Ends every session of an account, on every device, but the one of `keptToken` where that is given. Returns how many
 * there were.
 */
export async function endCustomerSessionsOf(
  em: EntityManager,
  now: Date,
  accountId: string,
  keptToken?: string,
): Promise<number> {
  const kept = keptToken === undefined ? null : hashToken(keptToken);
  return (await runNamed(em, END_ALL, [accountId, now, kept])).length;
}

/** Ends one session of an account by its name. Returns how many that were: none when it is another's or has ended. */
export async function endCustomerSessionNamed(
  em: EntityManager,
  now: Date,
  accountId: string,
  name: string,
): Promise<number> {
  return (await runNamed(em, END_NAMED, [accountId, now, name])).length;
}
