import type {
  AskedDocument,
  Caller,
  CaseAccountRole,
  ChallengePurpose,
  CodeSent,
  DocumentState,
  HoldReason,
  PendingChange,
  PendingKind,
  Policy,
  SearchKind,
} from '@relink/domain';
import { days, failuresCountFrom, hours } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import { instantIn } from '../accounts/index.ts';
import { type CaseEvidence, EVIDENCE_COLUMNS, evidenceIn, type EvidenceRow } from './case-evidence.ts';
import type { CaseRecord } from './case-record.ts';
import { changesOfAgent } from './changes-of-agent.ts';

/** An account of a case and what the case knows of it. */
export type CaseAccount = {
  readonly accountId: string;
  readonly role: CaseAccountRole;
  readonly emailReportedLost: boolean;
};

export type CasePendingChange = PendingChange & {
  readonly id: string;
  readonly requestedAt: string;
  readonly holdReasons: readonly HoldReason[];
};

/** Everything that was gathered in a case, and around its accounts and its agent, that decides what may be done. */
export type CaseGatherings = {
  readonly evidence: CaseEvidence;
  readonly codesSent: readonly CodeSent[];
  readonly pendingChanges: readonly CasePendingChange[];
  readonly documents: readonly AskedDocument[];
  readonly changesByAgent: { readonly hour: readonly string[]; readonly day: readonly string[] };
  readonly searches: readonly { readonly accountId: string; readonly kind: SearchKind }[];
  /** Rounds that failed and still count towards a lock, by account. */
  readonly failedRounds: ReadonlyMap<string, number>;
  readonly failedAccountsToday: number;
  readonly caller: Caller;
  /** Agents whose failed rounds or suspicion locked an account, by account. */
  readonly lockedBy: ReadonlyMap<string, readonly string[]>;
  readonly changesStopped: boolean;
  /** Digests (hex) of the private contacts declared for who asks. */
  readonly ownContacts: readonly string[];
};

export const READ_CASE_ACCOUNTS = {
  name: 'case_accounts',
  text: `select account_id as "accountId", role, email_reported_lost as "emailReportedLost"
           from case_account where case_id = $1 order by added_at, account_id`,
};

export const GATHER = {
  name: 'case_gather',
  text: `select
    ${EVIDENCE_COLUMNS},
    (select json_agg(json_build_array(created_at, coalesce(account_id::text, ''), destination, purpose))
       from (select id, created_at, account_id, destination, purpose from challenge
              where account_id = any($2::uuid[]) and created_at > $5::timestamptz
             union
             select id, created_at, account_id, destination, purpose from challenge
              where created_at > $5::timestamptz and destination in
                (select normalised from identifier where account_id = any($2::uuid[]) and kind in ('email', 'phone'))
            ) sent) as codes,
    (select json_agg(json_build_array(c.id, c.account_id, c.identifier_id, c.kind, i.normalised, c.expires_at, c.case_id, c.requested_at, c.held_until, c.hold_reasons))
       from identifier_change c join identifier i on i.id = c.identifier_id
      where c.account_id = any($2::uuid[]) and c.state in ('pending', 'held')) as pending,
    (select json_agg(json_build_array(account_id, case_id, state, asked_at)) from identity_document
      where account_id = any($2::uuid[])
        and (asked_at > $5::timestamptz or state in ('received', 'proposed'))) as asked_documents,
    (select json_agg(json_build_array(account_id, last)) from
       (${changesOfAgent('$3', '$5')}) changed) as changes,
    (select json_agg(distinct jsonb_build_array(account_id, kind)) from search_hit
      where account_id = any($2::uuid[]) and ((agent_id = $3 and at > $5::timestamptz)
         or (agent_id = any($4::uuid[]) and at >= $6::timestamptz))) as searches,
    (select json_agg(json_build_array(account_id, at)) from evidence_round
      where account_id = any($2::uuid[]) and at > $7::timestamptz and not enough) as failures,
    (select json_agg(json_build_array(account_id, ended)) from
       (select account_id, max(coalesce(lifted_at, until)) as ended from verification_lock
         where account_id = any($2::uuid[]) and coalesce(lifted_at, until) <= $8::timestamptz
         group by account_id) locks) as locks,
    (select count(distinct account_id)::int from evidence_round
      where agent_id = $3 and not enough and at > $5::timestamptz) as failed_accounts,
    (select json_agg(json_build_array(account_id, agent_id)) from
       (select account_id, agent_id from evidence_round
         where account_id = any($2::uuid[]) and not enough and at > $9::timestamptz
        union
        select l.account_id, n.agent_id from verification_lock l
          join notice n on n.case_id = l.case_id and n.kind = 'suspected-fraud'
         where l.account_id = any($2::uuid[]) and l.kind = 'suspected-fraud' and l.lifted_at is null) made) as lock_makers,
    (select caller from case_caller where case_id = $1 order by at desc, id desc limit 1) as caller,
    (select json_agg(encode(digest, 'hex')) from agent_private_contact where agent_id = $3) as own_contacts,
    exists (select from change_stop where lifted_at is null) as stopped`,
};

type Gathered = EvidenceRow & {
  codes: [string, string, string, ChallengePurpose][] | null;
  pending:
    | [
        string,
        string,
        string,
        PendingKind,
        string,
        string,
        string | null,
        string,
        string | null,
        HoldReason[],
      ][]
    | null;
  asked_documents: [string, string, DocumentState, string][] | null;
  changes: [string, string][] | null;
  searches: [string, SearchKind][] | null;
  failures: [string, string][] | null;
  locks: [string, string][] | null;
  lock_makers: [string, string][] | null;
  failed_accounts: number;
  caller: Caller | null;
  stopped: boolean;
  own_contacts: string[] | null;
};

/** The accounts of a case, in the order in which they were added. */
export function readCaseAccounts(executor: Executor, caseId: string): Promise<CaseAccount[]> {
  return runNamed<CaseAccount>(executor, READ_CASE_ACCOUNTS, [caseId]);
}

/** Reads what was gathered, in one statement. `agentId` is who asks. */
export async function gather(
  executor: Executor,
  record: CaseRecord,
  accountIds: readonly string[],
  { agentId, now, policy }: { agentId: string; now: Date; policy: Policy },
): Promise<CaseGatherings> {
  const dayAgo = new Date(now.getTime() - days(1));
  const windowStart = new Date(now.getTime() - hours(policy.numbers.evidence.failureWindowHours));
  // Who searches first and opens the case then has used the fact all the same, and so has everybody who gets the case.
  const searchesFrom = new Date(record.openedAt.getTime() - days(1));
  const { failureWindowHours, lockHours } = policy.numbers.evidence;
  // A lock counts the failures before it, and lasts.
  const guessesFrom = new Date(now.getTime() - hours(failureWindowHours + lockHours));
  const values = [
    record.id,
    accountIds,
    agentId,
    record.agentIds,
    dayAgo,
    searchesFrom,
    windowStart,
    now,
    guessesFrom,
  ];
  const [row] = await runNamed<Gathered>(executor, GATHER, values);
  if (!row) throw new Error('A select without from answered no row.');
  const hourAgo = now.getTime() - hours(1);
  const changes = row.changes ?? [];
  return {
    evidence: evidenceIn(row),
    codesSent: (row.codes ?? []).map(([at, accountId, destination, purpose]) => ({
      at: instantIn(at),
      accountId,
      destination,
      purpose,
    })),
    pendingChanges: (row.pending ?? []).map(
      ([
        id,
        accountId,
        identifierId,
        kind,
        value,
        expiresAt,
        caseId,
        requestedAt,
        heldUntil,
        holdReasons,
      ]) => ({
        id,
        accountId,
        identifierId,
        kind,
        value,
        expiresAt: instantIn(expiresAt),
        caseId,
        requestedAt: instantIn(requestedAt),
        heldUntil: heldUntil === null ? null : instantIn(heldUntil),
        holdReasons,
      }),
    ),
    documents: (row.asked_documents ?? []).map(([accountId, caseId, state, askedAt]) => ({
      accountId,
      caseId,
      state,
      askedAt: instantIn(askedAt),
    })),
    changesByAgent: {
      hour: changes.filter(([, last]) => Date.parse(last) > hourAgo).map(([accountId]) => accountId),
      day: changes.map(([accountId]) => accountId),
    },
    searches: (row.searches ?? []).map(([accountId, kind]) => ({ accountId, kind })),
    failedRounds: countFailures(row, now, policy),
    failedAccountsToday: row.failed_accounts,
    caller: row.caller ?? 'account-holder',
    lockedBy: lockMakers(row),
    changesStopped: row.stopped,
    ownContacts: row.own_contacts ?? [],
  };
}

function lockMakers({ lock_makers }: Gathered): Map<string, string[]> {
  const makers = new Map<string, string[]>();
  for (const [accountId, agentId] of lock_makers ?? [])
    makers.set(accountId, [...(makers.get(accountId) ?? []), agentId]);
  return makers;
}

function countFailures({ failures, locks }: Gathered, now: Date, policy: Policy): Map<string, number> {
  const lockEnds = new Map(locks);
  const counts = new Map<string, number>();
  for (const [accountId, at] of failures ?? []) {
    const ended = lockEnds.get(accountId);
    const from = failuresCountFrom(ended === undefined ? null : instantIn(ended), now, policy);
    if (Date.parse(at) > Date.parse(from)) counts.set(accountId, (counts.get(accountId) ?? 0) + 1);
  }
  return counts;
}
