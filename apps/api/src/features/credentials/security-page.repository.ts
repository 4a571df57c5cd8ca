import type { PortalSecurity, PortalSessions, WaitingLogin } from '@relink/contract';
import type { PendingKind } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import { hashToken } from '../../platform/guard/sessions.ts';
import { NAME_OF_SESSION } from './customer-sessions.ts';

/** Sessions that one page lists; more than that many browsers of one customer are ended together. */
const MOST_SESSIONS = 50;

/**
 * The phone that the customer's duplicate took from an account `a`: a duplicate of a closed case that recovered this account.
 * Null as soon as this account has a phone of its own again, or waits for one.
 */
export const PHONE_TO_MOVE_BACK = `(select i.value from identifier i
    where i.account_id = a.id and i.kind = 'phone' and i.use = 'login' and i.state = 'released'
      and i.release_reason = 'taken'
      and not exists (select from identifier own where own.account_id = a.id and own.kind = 'phone'
        and own.use = 'login' and own.state in ('verified', 'pending'))
      and exists (select from case_account d
        join case_account o on o.case_id = d.case_id and o.role = 'claimed' and o.account_id = a.id
        join recovery_case k on k.id = d.case_id and k.state = 'closed' and k.outcome = 'recovered'
       where d.account_id = i.taken_by_account_id and d.role = 'duplicate')
    order by i.released_at desc limit 1)`;

/** The order of logins of one kind: the one marked as first, else the one that has been there longest. */
export const FIRST_LOGIN_FIRST = 'i.is_primary desc, i.linked_since nulls first, i.id';

const LOGINS = (kind: string) => `array(select i.value from identifier i where i.account_id = a.id
    and i.kind = '${kind}' and i.use = 'login' and i.state = 'verified' order by ${FIRST_LOGIN_FIRST})`;

const SECURITY = {
  name: 'customer_security',
  text: `select a.first_name as "firstName", a.last_name as "lastName", ${LOGINS('email')} as emails,
           ${LOGINS('phone')} as phones, ${LOGINS('username')} as usernames, c.updated_at as "passwordSetAt",
           ${PHONE_TO_MOVE_BACK} as "phoneToMoveBack"
         from account a left join credential c on c.account_id = a.id where a.id = $1`,
};
const WAITING = {
  name: 'customer_waiting',
  text: `select c.id, c.kind, i.value as display, c.requested_at as "requestedAt", c.expires_at as "expiresAt",
           c.held_until as "heldUntil", c.case_id is null as own,
           c.confirmed_at is not null and c.held_until is null as "waitsForAgreement",
           (select h.reference from challenge h where h.change_id = c.id and h.account_id = c.account_id
              and h.used_at is null and h.superseded_at is null and h.expires_at > $2
            order by h.created_at desc limit 1) as reference
         from identifier_change c join identifier i on i.id = c.identifier_id
        where c.account_id = $1 and c.state in ('pending', 'held') and c.expires_at > $2`,
};
const SESSIONS = {
  name: 'customer_sessions',
  text: `select ${NAME_OF_SESSION} as id, token_hash = $3 as current, created_at as "startedAt",
           last_seen_at as "lastSeenAt", expires_at as "expiresAt", coalesce(user_agent, '') as "userAgent"
         from customer_session where account_id = $1 and ended_at is null and expires_at > $2
        order by token_hash = $3 desc, last_seen_at desc limit ${String(MOST_SESSIONS)}`,
};

type WaitingRow = Omit<WaitingLogin, 'requestedAt' | 'expiresAt' | 'heldUntil'> & {
  kind: PendingKind;
  requestedAt: Date;
  expiresAt: Date;
  heldUntil: Date | null;
};
type SecurityRow = Pick<PortalSecurity, 'firstName' | 'lastName' | 'phoneToMoveBack'> & {
  emails: string[];
  phones: string[];
  usernames: string[];
  passwordSetAt: Date | null;
};
type SessionRow = {
  id: string;
  current: boolean;
  startedAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  userAgent: string;
};

/** What a customer signs in with, and what of it waits. */
export async function readSecurity(
  executor: Executor,
  accountId: string,
  now: Date,
): Promise<PortalSecurity> {
  const [row] = await runNamed<SecurityRow>(executor, SECURITY, [accountId]);
  if (!row) throw new Error('A session is always of an account.');
  const waiting = await runNamed<WaitingRow>(executor, WAITING, [accountId, now]);
  const { emails, phones, usernames, ...rest } = row;
  const [email = null, ...otherEmails] = emails;
  const [phone = null, ...otherPhones] = phones;
  const [username = null, ...otherUsernames] = usernames;
  return {
    ...rest,
    ...{ email, phone, username, otherEmails, otherPhones, otherUsernames },
    passwordSetAt: row.passwordSetAt?.toISOString() ?? null,
    waitingEmail: waitingLogin(waiting.find(({ kind }) => kind === 'email')),
    waitingPhone: waitingLogin(waiting.find(({ kind }) => kind === 'phone')),
  };
}

/** The browsers in which a customer is signed in, the asking one first. */
export async function readSessions(
  executor: Executor,
  accountId: string,
  now: Date,
  token: string,
): Promise<PortalSessions> {
  const rows = await runNamed<SessionRow>(executor, SESSIONS, [accountId, now, hashToken(token)]);
  return {
    sessions: rows.map((row) => ({
      ...row,
      startedAt: row.startedAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    })),
  };
}

function waitingLogin(row: WaitingRow | undefined): WaitingLogin | null {
  if (!row) return null;
  const { requestedAt, expiresAt, heldUntil, ...rest } = row;
  return {
    ...rest,
    requestedAt: requestedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    heldUntil: heldUntil?.toISOString() ?? null,
  };
}
