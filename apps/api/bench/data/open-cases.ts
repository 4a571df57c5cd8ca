import type { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { AGENT_COOKIE, hashToken, newToken } from '../../src/platform/guard/sessions.ts';
import { giveRoomToLook } from './room-to-look.ts';
import { withoutIndexes } from './without-indexes.ts';

/** An agent at work, with the cookie of their session. */
export type BenchAgent = { readonly id: string; readonly cookie: string };

/** A case with its claimed account, and what its owner would say. */
export type BenchCase = {
  readonly caseId: string;
  readonly accountId: string;
  readonly agentId: string;
  readonly email: string;
  readonly phone: string;
  readonly fullName: string;
  readonly street: string;
  readonly postcode: string;
  readonly orderNumber: string;
  readonly verified: boolean;
};

/** At a desk of any age so many are being worked on; those of the other accounts are closed. */
const OPEN_CASES = 10_000;

const AGENT = `insert into agent (id, username, name, role, password_hash) values ($1, $2, $3, 'agent', 'none')`;
// Proven for as long as it lives: a measurement takes longer than a step-up lasts.
const SESSION = `insert into agent_session (token_hash, agent_id, created_at, last_seen_at, expires_at, proven_at)
  values ($1, $2, now(), now(), now() + interval '8 hours', now() + interval '8 hours')`;
const TABLES = ['recovery_case', 'case_account', 'search_hit', 'evidence_round', 'challenge'];
const CASES = [
  `create temp table bench_case as
   select n, uuidv7(case when open then interval '0' else age end) as id, account_id, open, open and nth % 2 = 0 as verified,
     ($1::uuid[])[1 + nth / 2 % cardinality($1::uuid[])] as agent_id,
     case when open then now() else now() + age end as at
   from (select n, id as account_id, n % $2::integer = 0 as open, n / $2::integer as nth,
           - interval '3 days' - n % 880 * interval '1 day' as age from bench_account) a`,
  `insert into recovery_case (id, reference, realm, channel, state, outcome, agent_id, opened_by, opened_at, closed_at,
     updated_at)
   select id, 'BENCH-' || n, 'main', 'phone', case when open then 'open' else 'closed' end,
     case when not open then 'recovered' end, agent_id, agent_id, at,
     case when not open then at + interval '1 hour' end, at from bench_case`,
  `insert into case_account (case_id, account_id, role, added_at) select id, account_id, 'claimed', at from bench_case`,
  `insert into search_hit (agent_id, account_id, kind, at) select agent_id, account_id, 'email', at from bench_case`,
  `insert into evidence_round (id, case_id, account_id, agent_id, at, kinds, enough, after_failure, policy_version,
     results_sealed)
   select uuidv7(), id, account_id, agent_id, at, '{last_order,full_name}', true, false, 1, ''
     from bench_case where verified or not open`,
  `insert into challenge (id, reference, purpose, account_id, case_id, destination, proves, method, tries_left,
     created_at, expires_at, used_at, requested_by)
   select uuidv7(), 'BENCH-' || n, 'evidence', account_id, c.id, a.phone, 'linked_phone', 'sms', 2, at,
     at + interval '10 minutes', at, agent_id
     from bench_case c join bench_account a using (n) where verified or not open`,
];
// What lies about in a desk that has been at work for a while: locks that are over, e-mails that were changed.
const LEFT_OVER = [
  `insert into verification_lock (id, account_id, at, until, reason)
   select uuidv7(), account_id, now() - interval '9 days', now() - interval '8 days', 'failed-rounds'
     from bench_case where n % 50 = 0`,
  `insert into plan (hash, kind, account_id, body_sealed, created_at)
   select encode(sha256(n::text::bytea), 'hex'), 'email-reassignment', account_id, '', now() - interval '9 days'
     from bench_case where n % 50 = 1`,
  `insert into identifier_change (id, account_id, case_id, identifier_id, plan_hash, state, requested_by, requested_at,
     expires_at, decided_at)
   select uuidv7(), c.account_id, c.id, i.id, encode(sha256(n::text::bytea), 'hex'), 'effective', agent_id,
     now() - interval '9 days', now() - interval '8 days', now() - interval '9 days'
     from bench_case c join identifier i on i.account_id = c.account_id and i.kind = 'email' where n % 50 = 1`,
];
const READ = `select c.id as "caseId", c.account_id as "accountId", agent_id as "agentId", email, phone,
    first || ' ' || last as "fullName", house || ' ' || street as street, postcode, '#' || 2 * n + 1 as "orderNumber",
    verified
  from bench_case c join bench_account a using (n) where open order by n`;

/**
 * Signs in agents and gives each account that {@link fillShop} made on this connection a case of theirs. Answers those
 * that are open: spread evenly over the accounts, every other one verified.
 */
export async function openCases(
  owner: Client,
  agentCount: number,
): Promise<{ readonly agents: readonly BenchAgent[]; readonly cases: readonly BenchCase[] }> {
  const agents: BenchAgent[] = [];
  for (let at = 1; at <= agentCount; at++) {
    const id = uuidv7();
    const token = newToken();
    await owner.query(AGENT, [id, `agent-${at}`, `Agent ${at}`]);
    await owner.query(SESSION, [hashToken(token), id]);
    agents.push({ id, cookie: `${AGENT_COOKIE}=${token}` });
  }
  await giveRoomToLook(owner);
  const [make, ...rest] = CASES;
  const accounts = await owner.query<{ count: number }>('select count(*)::int as count from bench_account');
  const every = Math.max(1, Math.round((accounts.rows[0]?.count ?? 0) / OPEN_CASES));
  await withoutIndexes(owner, TABLES, async () => {
    if (make !== undefined) await owner.query(make, [agents.map(({ id }) => id), every]);
    for (const statement of rest) await owner.query(statement);
  });
  for (const statement of LEFT_OVER) await owner.query(statement);
  const { rows } = await owner.query<BenchCase>(READ);
  return { agents, cases: rows };
}
