import type { Home } from '@relink/contract';
import { type CaseOutcome, roleHolds } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { CaseList } from '../cases/index.ts';

const SHOWN = { offset: 0, limit: 10 };
// The page renews itself: nothing of a customer is in it, so that its renewals are no looks.
const WITHOUT_CALLS = { calls: false };
const FURTHEST_BACK_MS = 48 * 3_600_000;

/** Each count runs over an index by time and ends with the day, so it stays small in a desk of any age. */
const DAY = {
  name: 'home_day',
  text: `select
    (select count(*)::int from recovery_case where opened_at >= $1) as opened,
    (select count(*)::int from recovery_case where state in ('open', 'waiting-for-customer', 'waiting-for-approval')) as open,
    (select coalesce(json_agg(json_build_object('outcome', outcome, 'cases', cases) order by cases desc, outcome), '[]')
       from (select outcome, count(*)::int as cases from recovery_case where closed_at >= $1 group by outcome) o) as "byOutcome",
    (select count(*)::int from evidence_round where at >= $1 and enough) as "roundsEnough",
    (select count(*)::int from evidence_round where at >= $1 and not enough) as "roundsNotEnough",
    (select count(*)::int from verification_lock where at >= $1) as locks,
    (select count(*)::int from message where created_at >= $1 and state in ('failed', 'bounced')) as "messagesFailed",
    (select count(*)::int from recovery_case where agent_id is null and state = 'open') as "callBacks",
    (select min(opened_at) from recovery_case where agent_id is null and state = 'open') as "oldestCallBack",
    (select count(*)::int from notice n where n.settled_at is null
       and not exists (select from sign s where s.id = n.sign_id and $2::uuid in (s.agent_id, s.other_agent_id))) as notices,
    (select count(*)::int from approval where state = 'waiting') as approvals,
    (select json_build_object('since', stopped_at, 'reason', reason) from change_stop where lifted_at is null) as stop`,
};

type Day = {
  readonly opened: number;
  readonly open: number;
  readonly byOutcome: { outcome: CaseOutcome; cases: number }[];
  readonly roundsEnough: number;
  readonly roundsNotEnough: number;
  readonly locks: number;
  readonly messagesFailed: number;
  readonly callBacks: number;
  readonly oldestCallBack: Date | null;
  readonly notices: number;
  readonly approvals: number;
  readonly stop: { readonly since: string; readonly reason: string } | null;
};

/** What an agent begins a shift with. */
@Injectable()
export class HomePage {
  constructor(
    private readonly source: DataSource,
    private readonly cases: CaseList,
  ) {}

  /** `since` is where the day began for who asks; further back than 48 hours counts as 48 hours. */
  async read(context: AgentContext, since: Date): Promise<Home> {
    const from = new Date(Math.max(since.getTime(), context.now.getTime() - FURTHEST_BACK_MS));
    const [mine, due, day] = await Promise.all([
      this.cases.read(
        context,
        {
          filter: { mine: true, state: ['open', 'waiting-for-customer', 'waiting-for-approval'] },
          sort: ['updatedAt', 'DESC'],
        },
        SHOWN,
        WITHOUT_CALLS,
      ),
      this.cases.read(
        context,
        { filter: { mine: true, due: true }, sort: ['dueAt', 'ASC'] },
        SHOWN,
        WITHOUT_CALLS,
      ),
      this.day(from, context.principal.id),
    ]);
    const { opened, open, byOutcome, roundsEnough, roundsNotEnough, locks, messagesFailed } = day;
    const oversees = roleHolds(context.principal.role, 'notices.settle');
    return {
      mine: mine.rows,
      mineTotal: mine.total,
      due: due.rows,
      dueTotal: due.total,
      callBacks: { waiting: day.callBacks, oldestAt: day.oldestCallBack?.toISOString() ?? null },
      team: {
        opened,
        closed: byOutcome.reduce((sum, { cases }) => sum + cases, 0),
        byOutcome,
        open,
        roundsEnough,
        roundsNotEnough,
        locks,
        messagesFailed,
      },
      oversight: oversees ? { notices: day.notices, approvals: day.approvals } : null,
      changesStopped:
        day.stop === null ? null : { since: new Date(day.stop.since).toISOString(), reason: day.stop.reason },
    };
  }

  private async day(from: Date, reader: string): Promise<Day> {
    const [row] = await runNamed<Day>(poolOf(this.source), DAY, [from, reader]);
    if (!row) throw new Error('A select without from answered no row.');
    return row;
  }
}
