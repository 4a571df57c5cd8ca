/**
 * The query of SQL for everybody who took part in a case: had it, took evidence in it, or asked for something in it. One
 * column, `agent`, without nulls; nobody where the case is null. Who decided, or only wrote a note, is not among them.
 * @param caseId what names the case in the statement, such as `$1` or `c.id`
 */
export function tookPartInCase(caseId: string): string {
  return `
    select agent from (
      select unnest(array[agent_id, opened_by] || former_agent_ids) as agent from recovery_case where id = ${caseId}
      union select agent_id from evidence_round where case_id = ${caseId}
      union select requested_by from challenge where case_id = ${caseId}
      union select requested_by from identifier_change where case_id = ${caseId}
      union select requested_by from merge where case_id = ${caseId}
      union select requested_by from merge_undo where case_id = ${caseId}
      union select unnest(array[asked_by, proposed_by]) from identity_document where case_id = ${caseId}
    ) took_part where agent is not null`;
}
