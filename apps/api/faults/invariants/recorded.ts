import type { Invariant } from './invariant.ts';

/** A row and its event are written in one transaction, which has one instant: by that they find each other. */
type Row = {
  readonly what: string;
  readonly from: string;
  readonly id: string;
  readonly at: string;
  /** What else ties the event to the row. */
  readonly and: string;
  readonly where?: string;
};

const ofCase = 'e.case_id = r.case_id';
const ofAccount = 'e.account_id = r.account_id';
const either = `(${ofCase} or ${ofAccount})`;
const byAgent = (column: string) => `e.actor_id = r.${column}`;

const ROWS: readonly Row[] = [
  {
    what: 'a case that was opened',
    from: 'recovery_case',
    id: 'id',
    at: 'opened_at',
    and: 'e.case_id = r.id',
  },
  {
    what: 'a case that was closed',
    from: 'recovery_case',
    id: 'id',
    at: 'closed_at',
    and: 'e.case_id = r.id',
  },
  { what: 'a note', from: 'case_note', id: 'id', at: 'at', and: ofCase },
  {
    what: 'an account of a case',
    from: 'case_account',
    id: 'case_id',
    at: 'added_at',
    and: `${ofCase} and ${ofAccount}`,
  },
  {
    what: 'an evidence round',
    from: 'evidence_round',
    id: 'id',
    at: 'at',
    and: `${ofCase} and ${ofAccount} and ${byAgent('agent_id')} and e.action = 'evidence.round-sent'`,
  },
  { what: 'a lock', from: 'verification_lock', id: 'id', at: 'at', and: ofAccount },
  {
    what: 'a lifted lock',
    from: 'verification_lock',
    id: 'id',
    at: 'lifted_at',
    and: `${ofAccount} and ${byAgent('lifted_by')}`,
  },
  { what: 'a challenge that was sent', from: 'challenge', id: 'id', at: 'created_at', and: either },
  {
    what: 'a challenge that was answered',
    from: 'challenge',
    id: 'id',
    at: 'used_at',
    and: `${ofAccount} and e.action = 'challenge.answered'`,
  },
  {
    what: 'a change that was asked for',
    from: 'identifier_change',
    id: 'id',
    at: 'requested_at',
    and: `${ofAccount} and e.facts->>'changeId' = r.id::text`,
  },
  {
    what: 'a change that was decided',
    from: 'identifier_change',
    id: 'id',
    at: 'decided_at',
    and: `${ofAccount} and (e.facts->>'changeId' = r.id::text or e.facts->>'identifierId' = r.identifier_id::text)`,
  },
  { what: 'a plan', from: 'plan', id: 'hash', at: 'created_at', and: `e.facts->>'planHash' = r.hash` },
  {
    what: 'an identifier that a plan released',
    from: 'identifier',
    id: 'id',
    at: 'released_at',
    and: `${ofAccount} and e.facts->>'identifierId' = r.id::text`,
    where: `r.release_reason not in ('taken', 'removed-by-shop')`,
  },
  {
    what: 'a message',
    from: 'message',
    id: 'id',
    at: 'created_at',
    and: either,
    where: 'r.account_id is not null or r.case_id is not null',
  },
  {
    what: 'a customer’s session',
    from: 'customer_session',
    id: 'account_id',
    at: 'created_at',
    and: ofAccount,
  },
  {
    what: 'a customer’s session that ended',
    from: 'customer_session',
    id: 'account_id',
    at: 'ended_at',
    and: ofAccount,
  },
  {
    what: 'an agent’s session',
    from: 'agent_session',
    id: 'agent_id',
    at: 'created_at',
    and: byAgent('agent_id'),
  },
  {
    what: 'a stored answer to an agent',
    from: 'idempotent_request',
    id: 'route',
    at: 'at',
    and: `'agent:' || e.actor_id = r.principal`,
    where: `r.code is null and r.principal like 'agent:%' and r.route not like '%draft%'`,
  },
  { what: 'a caller of a case', from: 'case_caller', id: 'id', at: 'at', and: ofCase },
  { what: 'a call-back', from: 'call_back', id: 'case_id', at: 'requested_at', and: ofCase },
  {
    what: 'a notice to supervisors',
    from: 'notice',
    id: 'id',
    at: 'at',
    and: `(${either} or ${byAgent('agent_id')})`,
  },
  {
    what: 'a notice that was settled',
    from: 'notice',
    id: 'id',
    at: 'settled_at',
    and: byAgent('settled_by'),
  },
  { what: 'a request for approval', from: 'approval', id: 'id', at: 'requested_at', and: either },
  {
    what: 'an approval or rejection',
    from: 'approval',
    id: 'id',
    at: 'decided_at',
    and: byAgent('decided_by'),
    where: 'r.decided_by is not null',
  },
  { what: 'an objection', from: 'objection_link', id: 'account_id', at: 'used_at', and: ofAccount },
  {
    what: 'a stop of all changes',
    from: 'change_stop',
    id: 'id',
    at: 'stopped_at',
    and: byAgent('stopped_by'),
  },
  {
    what: 'a stop that was lifted',
    from: 'change_stop',
    id: 'id',
    at: 'lifted_at',
    and: byAgent('lifted_by'),
  },
  {
    what: 'a private contact',
    from: 'agent_private_contact',
    id: 'id',
    at: 'declared_at',
    and: byAgent('declared_by'),
  },
];

/** The other way round: what an event says was done is there. */
const EFFECTS: readonly Invariant[] = [
  {
    name: 'what an event says was opened is there',
    broken: `select e.id from seen e where e.action = 'case.opened' and e.outcome = 'done'
                and not exists (select 1 from recovery_case c where c.id = e.case_id and c.opened_at = e.at)`,
  },
  {
    name: 'there are as many evidence rounds as events of them',
    broken: `select e.case_id from (select case_id, count(*) from seen where action = 'evidence.round-sent' and outcome = 'done' group by 1) e
               full join (select case_id, count(*) from evidence_round group by 1) r on r.case_id = e.case_id
              where e.count is distinct from r.count`,
  },
  {
    name: 'the change that an event names is there',
    broken: `select e.id from seen e where e.outcome = 'done' and e.facts->>'changeId' is not null
                and not exists (select 1 from identifier_change c where c.id::text = e.facts->>'changeId')`,
  },
  {
    name: 'an e-mail that an event says took effect did',
    broken: `select e.id from seen e where e.outcome = 'done' and e.action = 'identifier.email-effective'
                and not exists (select 1 from identifier_change c
                  where c.id::text = e.facts->>'changeId' and c.state in ('effective', 'reversed'))`,
  },
  {
    name: 'the plan that an event names is there',
    broken: `select e.id from seen e where e.outcome = 'done' and e.facts->>'planHash' is not null
                and not exists (select 1 from plan p where p.hash = e.facts->>'planHash')`,
  },
  {
    name: 'the note that an event names is there',
    broken: `select e.id from seen e where e.outcome = 'done' and e.facts->>'noteId' is not null
                and not exists (select 1 from case_note n where n.id::text = e.facts->>'noteId')`,
  },
  {
    name: 'a password that an event says was set is there',
    broken: `select e.id from seen e where e.outcome = 'done' and e.action = 'credential.password-set'
                and not exists (select 1 from credential c where c.account_id = e.account_id and c.updated_at >= e.at)`,
  },
];

export const RECORDED: readonly Invariant[] = [
  ...ROWS.map(({ what, from, id, at, and, where = 'true' }) => ({
    name: `${what} has its event`,
    broken: `select r.${id} from ${from} r where r.${at} is not null and (${where}) and not exists
              (select 1 from seen e where e.outcome = 'done' and e.at = r.${at} and ${and})`,
  })),
  ...EFFECTS,
];
