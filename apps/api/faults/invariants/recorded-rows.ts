import { areKin } from './kin.ts';
import { OF_NOTICE } from './notice-events.ts';

/** A row and its event are written in one transaction, which has one instant: by that they find each other. */
export type RecordedRow = {
  readonly what: string;
  readonly from: string;
  readonly id: string;
  readonly at: string;
  /** What else ties the event to the row. */
  readonly and: string;
  readonly where?: string;
};

const ofCase = 'e.case_id = r.case_id';
const ofAccount = areKin('e.account_id', 'r.account_id');
/** What a merge, or its undoing, ends on its way is in the plan that its event names. */
const ofMerge = `e.action in ('merge.done', 'merge.undone')`;
const either = `(${ofCase} or ${ofAccount})`;
const byAgent = (column: string) => `e.actor_id = r.${column}`;
/** What the worker does because a second person said yes is done by that person. */
const byApprover = (column: string) =>
  `(${byAgent(column)} or (e.action = 'merge.undone' and e.facts->>'approvedBy' = r.${column}::text))`;

export const RECORDED_ROWS: readonly RecordedRow[] = [
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
    and: `${ofAccount} and ${byApprover('lifted_by')}`,
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
    and: `${ofAccount} and (e.facts->>'changeId' = r.id::text or e.facts->>'identifierId' = r.identifier_id::text
            or ${ofMerge})`,
  },
  { what: 'a plan', from: 'plan', id: 'hash', at: 'created_at', and: `e.facts->>'planHash' = r.hash` },
  {
    what: 'an identifier that a plan released',
    from: 'identifier',
    id: 'id',
    at: 'released_at',
    and: `${ofAccount} and (e.facts->>'identifierId' = r.id::text or ${ofMerge})`,
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
    // Who was seated by SQL, for a load, came through no door.
    where: 'r.address is not null',
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
    and: `${OF_NOTICE} and (${either} or ${byAgent('agent_id')} or e.facts->>'signId' = r.sign_id::text
            or e.facts->>'agentId' = r.agent_id::text or e.actor_kind = 'system' and r.agent_id is null)`,
    // That somebody looks at a great deal is told by the look itself, which is not among the events gathered here.
    where: `r.limit_name is null`,
  },
  {
    what: 'a notice that was settled',
    from: 'notice',
    id: 'id',
    at: 'settled_at',
    and: byApprover('settled_by'),
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
    what: 'a merge that was asked for',
    from: 'merge',
    id: 'id',
    at: 'requested_at',
    // The demo shop's own has no case.
    and: `e.action = 'merge.requested' and e.facts->>'mergeId' = r.id::text
            and (${byAgent('requested_by')} or (r.case_id is null and e.actor_kind = 'system'))`,
  },
  {
    what: 'a merge that was done',
    from: 'merge',
    id: 'id',
    at: 'executed_at',
    and: `e.action = 'merge.done' and e.facts->>'mergeId' = r.id::text and e.account_id = r.survivor_id`,
  },
  {
    what: 'a merge whose ledger was purged',
    from: 'merge',
    id: 'id',
    at: 'purged_at',
    and: `e.action = 'merge.ledger-purged' and e.facts->>'mergeId' = r.id::text`,
  },
  {
    what: 'an undoing that was asked for',
    from: 'merge_undo',
    id: 'id',
    at: 'requested_at',
    and: `e.action = 'merge.undo-requested' and e.facts->>'undoId' = r.id::text and ${byAgent('requested_by')}`,
  },
  {
    what: 'an undoing that was done',
    from: 'merge_undo',
    id: 'id',
    at: 'executed_at',
    and: `e.action = 'merge.undone' and e.facts->>'undoId' = r.id::text`,
  },
  {
    what: 'a likely duplicate that was dismissed',
    from: 'duplicate',
    id: 'id',
    at: 'dismissed_at',
    and: `((e.action = 'duplicate.dismissed' and e.facts->>'duplicateId' = r.id::text and ${byAgent('dismissed_by')})
            or (e.action = 'merge.undone' and e.facts->>'requestedBy' = r.dismissed_by::text))`,
  },
  {
    what: 'a pass through the shop that somebody asked for',
    from: 'duplicate_pass',
    id: 'id',
    at: 'created_at',
    and: `e.action = 'duplicate-pass.requested' and e.facts->>'passId' = r.id::text`,
    where: 'r.started_by is not null',
  },
  {
    what: 'a private contact',
    from: 'agent_private_contact',
    id: 'id',
    at: 'declared_at',
    and: byAgent('declared_by'),
  },
];
