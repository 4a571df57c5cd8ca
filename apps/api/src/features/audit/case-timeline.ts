import type { AuditAction } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

/** One thing that happened in a case; nothing personal is in it. */
export type CaseTimelineEntry = {
  readonly id: string;
  readonly at: Date;
  /** The agent's name, `customer` or `system`. */
  readonly actor: string;
  readonly action: string;
  /** `done` or `refused`; a word that somebody put there is shown as it is. */
  readonly outcome: string;
  readonly accountId: string | null;
};

/** Looks, and what is done without being asked for: they would drown the rest. */
const LEFT_OUT: readonly AuditAction[] = [
  'account.viewed',
  'case.draft-kept',
  'case.viewed',
  'documents.listed',
  'duplicate.listed',
  'merge.previewed',
  'merge.undo-previewed',
  'merge.viewed',
  'message.viewed',
  'messages.listed',
];

/** A case with more events than this is shown by its newest ones; the audit list has them all. */
const MOST = 500;

const READ = {
  name: 'audit_case_timeline',
  text: `select e.id, e.at, coalesce(a.name, e.actor_kind) as actor, e.action, e.outcome, e.account_id as "accountId"
           from (select id, at, actor_kind, actor_id, action, outcome, account_id
                   from audit_event where case_id = $1 and at >= $2 and action <> all($3)
                  order by at desc, id desc limit ${String(MOST)}) e
           left join agent a on a.id = e.actor_id and e.actor_kind = 'agent'
          order by e.at, e.id`,
};

/**
 * What happened in a case, newest last; looks at its accounts, previews and drafts being kept are in the audit list alone.
 * `openedAt` spares the partitions of the months before it.
 */
export function readCaseTimeline(
  executor: Executor,
  caseId: string,
  openedAt: Date,
): Promise<CaseTimelineEntry[]> {
  return runNamed<CaseTimelineEntry>(executor, READ, [caseId, openedAt, LEFT_OUT]);
}
