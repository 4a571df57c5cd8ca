import { type ApprovalKind, type PersonBehind, stillGiven } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';

// Held until it is carried out: who shuts one of them out waits for it, or was first and is seen.
const PEOPLE = {
  name: 'people_behind_approval',
  text: `select id, role, disabled_at is not null as disabled from agent where id = any($1::uuid[]) order by id for share`,
};

/** Whether the yes that something was given before still counts where it is carried out now; without one, yes. */
export async function approvalCounts(
  em: EntityManager,
  kind: ApprovalKind,
  { approvedBy, requestedBy }: { readonly approvedBy: string | null; readonly requestedBy: string | null },
): Promise<boolean> {
  if (approvedBy === null) return true;
  const people = await runNamed<PersonBehind & { id: string }>(em, PEOPLE, [[approvedBy, requestedBy]]);
  const approver = people.find(({ id }) => id === approvedBy);
  const requester = people.find(({ id }) => id === requestedBy);
  return approver !== undefined && stillGiven(kind, approver, requester ?? null);
}
