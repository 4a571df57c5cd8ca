import type { InsightsNow } from '@relink/contract';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';

/** Each count runs over an index of what waits, is open or is of the last day: none of them grows with the desk's age. */
const NOW = {
  name: 'insights_now',
  text: `select
    ($1::timestamptz at time zone $3)::date::text as today,
    (select count(*)::int from approval where state = 'waiting') as approvals,
    (select min(requested_at) from approval where state = 'waiting') as "oldestApproval",
    (select count(*)::int from notice n where n.settled_at is null
       and not exists (select from sign s where s.id = n.sign_id and $2::uuid in (s.agent_id, s.other_agent_id))) as notices,
    (select count(*)::int from sign where state = 'new' and agent_id <> $2 and other_agent_id is distinct from $2::uuid) as "signsNew",
    (select count(*)::int from review where verdict is null and not $2::uuid = any(about)) as "reviewsDue",
    (select count(*)::int from identity_document where state = 'proposed') as "documentsWaiting",
    (select count(*)::int from message where created_at >= $1::timestamptz - interval '24 hours'
        and state in ('failed', 'bounced')) as "messagesFailing",
    (select count(distinct account_id)::int from verification_lock where until > $1 and lifted_at is null) as lockouts,
    (select coalesce(json_agg(json_build_object('state', state, 'cases', cases) order by state), '[]')
       from (select state, count(*)::int as cases from recovery_case where state <> 'closed' group by state) s) as "openCases",
    (select count(*)::int from recovery_case where agent_id is null and state = 'open') as "callBacks"`,
};

type Row = Omit<InsightsNow, 'approvals' | 'timeZone'> & {
  readonly approvals: number;
  readonly oldestApproval: Date | null;
};

/** What needs a supervisor at this moment. */
@Injectable()
export class FiguresNow {
  constructor(
    private readonly source: DataSource,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async read({ principal, now }: AgentContext): Promise<InsightsNow> {
    const { timeZone } = this.settings;
    const [row] = await runNamed<Row>(poolOf(this.source), NOW, [now, principal.id, timeZone]);
    if (!row) throw new Error('A select without from answered no row.');
    const { approvals, oldestApproval, ...rest } = row;
    return {
      ...rest,
      timeZone,
      approvals: { waiting: approvals, oldestAt: oldestApproval?.toISOString() ?? null },
    };
  }
}
