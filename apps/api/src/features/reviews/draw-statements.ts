import { tookPartInCase } from '../cases/index.ts';

// Everybody who took part in a case, wrote in it, or decided about it.
const PART_IN_CASE = (caseId: string) => `
  ${tookPartInCase(caseId)}
  union select agent_id from case_note where case_id = ${caseId}
  union select approved_by from merge where case_id = ${caseId}
  union select approved_by from merge_undo where case_id = ${caseId}
  union select unnest(array[requested_by, decided_by] || taken_part_in) from approval where case_id = ${caseId}
  union select decided_by from identity_document where case_id = ${caseId}`;
const named = (agents: string) =>
  `array(select agent from (${agents}) part where agent is not null order by agent)`;

/** Who has had a part by now in what a review is about. `r` is the review. */
export const ABOUT_BY_NOW = named(`${PART_IN_CASE('r.case_id')} union select unnest(r.about)`);

/** What is drawn of one day, `$1` until `$2`: the subject, its case, account and merge, and whose work it is. */
export const CLOSED_CASES = {
  name: 'review_closed_cases',
  text: `select c.id as "subjectId", c.id as "caseId", null::uuid as "accountId", null::uuid as "mergeId",
                ${named(PART_IN_CASE('c.id'))} as about
           from recovery_case c where c.closed_at >= $1 and c.closed_at < $2 order by c.id`,
};
export const UNAPPROVED_MERGES = {
  name: 'review_unapproved_merges',
  text: `select m.id as "subjectId", m.case_id as "caseId", null::uuid as "accountId", m.id as "mergeId",
                ${named(`${PART_IN_CASE('m.case_id')} union select m.requested_by`)} as about
           from merge m where m.executed_at >= $1 and m.executed_at < $2 and m.approved_by is null order by m.id`,
};
/** The case of a lockout is the one whose round came before it, where one did. */
export const LIFTED_LOCKOUTS = {
  name: 'review_lifted_lockouts',
  text: `select l.id as "subjectId", k.id as "caseId", l.account_id as "accountId", null::uuid as "mergeId",
                ${named(`${PART_IN_CASE('k.id')} union select l.lifted_by`)} as about
           from verification_lock l left join lateral (
             select e.case_id as id from evidence_round e where e.account_id = l.account_id and e.at <= l.lifted_at
              order by e.at desc limit 1) k on true
          where l.lifted_at >= $1 and l.lifted_at < $2 order by l.id`,
};
