import { randomBytes, randomUUID } from 'node:crypto';
import { normaliseOrderNumber, postcodeKey, romanisedName } from '@relink/domain';
import { READ_DETAILS } from '../../src/features/accounts/account-page.repository.ts';
import { LOCK_ACCOUNTS, READ_ACCOUNTS } from '../../src/features/accounts/account-reader.ts';
import {
  BY_EMAIL,
  BY_EXACT,
  BY_NAME_AND,
  BY_PHONE,
} from '../../src/features/accounts/account-search.repository.ts';
import { SEARCHED } from '../../src/features/accounts/search-accounts.ts';
import { VIEWED } from '../../src/features/accounts/view-account.ts';
import { CONTACTS_OF_AGENT } from '../../src/features/agents/private-contacts.ts';
import { FIND_ACCOUNT_IN_CASE } from '../../src/features/cases/account-in-own-case.ts';
import { GATHER, READ_CASE_ACCOUNTS } from '../../src/features/cases/case-gatherings.ts';
import { LOCK_CASE } from '../../src/features/cases/case-record.ts';
import { RESUME_CASE } from '../../src/features/cases/resume-case.ts';
import { KNOWN_FACTS } from '../../src/features/verification/known-facts.repository.ts';
import { KEEP_ROUND } from '../../src/features/verification/send-evidence-round.ts';
import type { NamedStatement } from '../../src/platform/database/named-statement.ts';
import { FIND_REQUEST, KEEP_REQUEST } from '../../src/platform/idempotency/changes.ts';
import { FIND_KEY } from '../../src/platform/sealing/customer-keys.ts';
import type { BenchCase } from '../data/open-cases.ts';
import { MOST_LOOKS } from '../data/room-to-look.ts';
import { lastOf, slipped } from '../scenarios.ts';

export type Value = string | number | boolean | Date | Buffer | readonly string[] | null;

/** A statement of a hot path with the values of one request. */
export type HotStatement = { readonly statement: NamedStatement; readonly values: readonly Value[] };

const REALM = 'main';
const DAY_MS = 86_400_000;
const ROUTE = 'POST /api/cases/:id/evidence';

/** What each hot path sends for a case, besides the session's look-up, in the order of its statements. */
export function hotStatements(one: BenchCase): Readonly<Record<string, readonly HotStatement[]>> {
  const { caseId, accountId, agentId, email, phone, orderNumber } = one;
  const now = new Date();
  const dayAgo = new Date(now.getTime() - DAY_MS);
  const twoDaysAgo = new Date(now.getTime() - 2 * DAY_MS);
  const accounts = [accountId];
  const name = romanisedName(one.fullName);
  const postcode = ['postcode', postcodeKey(one.postcode), 'postcode'];
  const key = randomUUID();
  const run = (statement: NamedStatement, ...values: Value[]): HotStatement => ({ statement, values });
  const event = (action: string) => eventOf(action, one, now);
  const look = (kind: string, found: readonly string[], hours: number): Value[] => [
    ...[agentId, kind, kind === 'search' ? key : accountId, found, now],
    ...[[String(hours)], [String(MOST_LOOKS)]],
  ];
  const searched = run(SEARCHED, ...event('accounts.searched'), ...look('search', accounts, 1), accounts, [
    'email',
  ]);
  return {
    'search by e-mail': [run(BY_EMAIL, REALM, [email, email], null), searched],
    'search by phone': [run(BY_PHONE, REALM, [phone, phone])],
    'search by order number': [
      run(BY_EXACT, REALM, normaliseOrderNumber(orderNumber), orderNumber, orderNumber),
    ],
    'search by name': [run(BY_NAME_AND, REALM, name, ...postcode)],
    'search by last name': [run(BY_NAME_AND, REALM, lastOf(name), ...postcode)],
    'search by a name with a slip': [run(BY_NAME_AND, REALM, slipped(name), ...postcode)],
    'account page': [
      run(FIND_ACCOUNT_IN_CASE, caseId),
      run(READ_ACCOUNTS, accounts),
      run(CONTACTS_OF_AGENT, agentId),
      run(VIEWED, ...event('account.viewed'), ...look('account', [], 24)),
      run(READ_DETAILS, accountId),
    ],
    'evidence round': [
      run(FIND_REQUEST, `agent:${agentId}`, ROUTE, key),
      run(LOCK_CASE, caseId),
      run(READ_CASE_ACCOUNTS, caseId),
      run(LOCK_ACCOUNTS, accounts),
      run(GATHER, caseId, accounts, agentId, [agentId], dayAgo, dayAgo, dayAgo, now, twoDaysAgo),
      run(RESUME_CASE, caseId, now, 'open'),
      run(KNOWN_FACTS, accountId),
      run(FIND_KEY, accountId),
      run(
        KEEP_ROUND,
        key,
        caseId,
        accountId,
        agentId,
        now,
        ['last_order', 'full_name'],
        true,
        false,
        1,
        randomBytes(160),
      ),
      run(KEEP_REQUEST, `agent:${agentId}`, ROUTE, key, randomBytes(32), 200, null, key, '{}', now),
    ],
  };
}

/** The twelve values of an audit event of about the desk's size. */
function eventOf(action: string, { agentId, caseId, accountId }: BenchCase, at: Date): Value[] {
  const about = ['case', action, 'done', caseId, accountId];
  return [randomUUID(), at, 'agent', agentId, '127.0.0.1', ...about, randomBytes(420), randomBytes(32)];
}
