import type { CaseAccountView, CaseView } from '@relink/contract';
import { dueRange, type LockKind, roleHolds, suggestedOutcome } from '@relink/domain';
import { type Executor, runSql } from '../../platform/database/named-statement.ts';
import { maskedCallBack, readCallBack } from './call-back.repository.ts';
import { readCallers } from './case-callers.ts';
import type { CaseSituation } from './case-desk.ts';
import { readDraft } from './keep-draft.ts';

const LOCKS = `select distinct on (account_id) account_id as "accountId", kind, until from verification_lock
  where account_id = any($1) and until > $2 and lifted_at is null
  order by account_id, kind = 'failed-rounds', until desc`;

/** How the case is worked: who called, what waits, what was begun. */
export async function caseWorkView(
  executor: Executor,
  situation: CaseSituation,
): Promise<Pick<CaseView, 'caller' | 'callers' | 'callBack' | 'draft' | 'suggestedOutcome' | 'waiting'>> {
  const { now, policy, record, verdicts, case: facts } = situation;
  const due = dueRange(now, policy);
  const [callers, callBack, draft] = await Promise.all([
    readCallers(executor, record.id),
    record.channel === 'call-back' ? readCallBack(executor, record.id) : null,
    readDraft(executor, record.id, situation.agent.id),
  ]);
  return {
    caller: facts.caller,
    callers,
    callBack: maskedCallBack(callBack),
    draft,
    suggestedOutcome: suggestedOutcome(situation, verdicts),
    waiting: { offeredDueAt: due.offered, furthestDueAt: due.furthest },
  };
}

/** Why each account of the case is locked, and until when in truth: for those only who are told of suspicions. */
export async function locksFor(
  executor: Executor,
  { accounts, agent, now }: CaseSituation,
): Promise<ReadonlyMap<string, CaseAccountView['lock']>> {
  if (!isTold(agent) || accounts.length === 0) return new Map();
  const ids = accounts.map(({ id }) => id);
  const rows = await runSql<{ accountId: string; kind: LockKind; until: Date }>(executor, LOCKS, [ids, now]);
  return new Map(rows.map(({ accountId, kind, until }) => [accountId, { kind, until: until.toISOString() }]));
}

const FRAUD_SUSPECTED = 'case.fraud-suspected';
const LOOKS_LIKE = 'evidence.account-locked';

/** The timeline as the one who asks may see it: a suspicion looks like any lock to everybody but supervisors. */
export function timelineFor<Entry extends { readonly action: string }>(
  { agent }: CaseSituation,
  timeline: readonly Entry[],
): Entry[] {
  return timeline.map((entry) =>
    entry.action === FRAUD_SUSPECTED && !isTold(agent) ? { ...entry, action: LOOKS_LIKE } : entry,
  );
}

function isTold({ role }: CaseSituation['agent']): boolean {
  return roleHolds(role, 'notices.settle');
}
