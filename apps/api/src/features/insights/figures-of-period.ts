import type { Insights, InsightsQuery, TrendPoint } from '@relink/contract';
import { CASE_CHANNELS, type Measure, percentile, type Took } from '@relink/domain';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { AuditLog } from '../audit/index.ts';
import { reviewRate } from '../reviews/index.ts';

/** A period longer than this is drawn by the week. */
const DAYS_BY_DAY = 31;
const DAY_MS = 86_400_000;

const READ = {
  name: 'insights_of_period',
  text: `select greatest(date_trunc($5, day)::date, $1::date)::text as at, measure, channel, detail, minutes,
           sum(count)::int as count
      from insight_day
     where day >= $1::date and day <= $2::date
       and ($3::text is null or channel = $3) and ($4::uuid is null or agent_id = $4)
     group by 1, 2, 3, 4, 5`,
};
const COUNTED_AT = {
  name: 'insights_counted_at',
  text: `select at from insight_counted where day >= $1::date and day <= $2::date order by day desc limit 1`,
};

type Row = {
  readonly at: string;
  readonly measure: Measure;
  readonly channel: string | null;
  readonly detail: string;
  readonly minutes: number;
  readonly count: number;
};

/** What the desk did in a period: from the days that were counted, whatever the log has grown to. */
@Injectable()
export class FiguresOfPeriod {
  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditLog,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Whoever looks at an agent's figures, or at everybody's, is in the log with what they asked for. */
  async read(context: AgentContext, query: InsightsQuery): Promise<Insights> {
    const { from, to, channel, agentId } = query;
    const pool = poolOf(this.source);
    const by = (Date.parse(to) - Date.parse(from)) / DAY_MS < DAYS_BY_DAY ? 'day' : 'week';
    const rows = await runNamed<Row>(pool, READ, [from, to, channel ?? null, agentId ?? null, by]);
    const [counted] = await runNamed<{ at: Date }>(pool, COUNTED_AT, [from, to]);
    await this.audit.record(pool, context, { action: 'insights.viewed', facts: { ...query } });
    return {
      from,
      to,
      timeZone: this.settings.timeZone,
      countedAt: counted?.at.toISOString() ?? null,
      ...figuresOf(rows),
      reviews: await this.reviews(query),
      trend: { by, points: pointsOf(rows, from, to, by) },
    };
  }

  /** How much of the sample of these days was looked at; it is drawn of the whole desk, by the day in UTC. */
  private async reviews({ from, to, channel, agentId }: InsightsQuery): Promise<Insights['reviews']> {
    if (channel !== undefined || agentId !== undefined) return null;
    const end = new Date(Date.parse(to) + DAY_MS);
    const { drawn, marked } = await reviewRate(poolOf(this.source), new Date(from), end);
    return { sampled: drawn, reviewed: marked };
  }
}

function figuresOf(
  rows: readonly Row[],
): Omit<Insights, 'from' | 'to' | 'timeZone' | 'countedAt' | 'reviews' | 'trend'> {
  const approvals = only(rows, 'approvals');
  return {
    cases: {
      opened: sum(only(rows, 'cases-opened')),
      closed: sum(only(rows, 'cases-closed')),
      byChannel: CASE_CHANNELS.map((channel) => ({
        channel,
        opened: sum(only(rows, 'cases-opened').filter((row) => row.channel === channel)),
        closed: sum(only(rows, 'cases-closed').filter((row) => row.channel === channel)),
      })),
      byOutcome: byDetail(only(rows, 'cases-closed')).map(([outcome, cases]) => ({ outcome, cases })),
    },
    recoveries: durationsOf(only(rows, 'recoveries')),
    rounds: {
      enough: sum(only(rows, 'rounds', 'enough')),
      notEnough: sum(only(rows, 'rounds', 'not-enough')),
    },
    lockouts: sum(only(rows, 'lockouts')),
    approvals: {
      approved: sum(only(rows, 'approvals', 'approved')),
      rejected: sum(only(rows, 'approvals', 'rejected')),
      expired: sum(only(rows, 'approvals', 'expired')),
      waited: durationsOf(approvals.filter(({ detail }) => detail !== 'expired')),
    },
    messagesFailed: byDetail(only(rows, 'messages-failed')).map(([detail, messages]) => {
      const [channel = '', reason = ''] = detail.split('/', 2);
      return { channel, reason, messages };
    }),
  };
}

/** Every day or week of the period, those without anything too: a gap in a line is no nought. */
function pointsOf(rows: readonly Row[], from: string, to: string, by: 'day' | 'week'): TrendPoint[] {
  const at = new Map<string, Row[]>();
  for (let day = Date.parse(from); day <= Date.parse(to); day += DAY_MS) {
    const date = new Date(day);
    // Monday begins a week (ISO 8601), as it does for PostgreSQL.
    if (by === 'day' || date.getUTCDay() === 1 || day === Date.parse(from))
      at.set(date.toISOString().slice(0, 10), []);
  }
  for (const row of rows) at.get(row.at)?.push(row);
  return [...at].map(([first, those]) => {
    const { medianMinutes, p90Minutes, count } = durationsOf(only(those, 'recoveries'));
    return {
      from: first,
      opened: sum(only(those, 'cases-opened')),
      closed: sum(only(those, 'cases-closed')),
      recoveries: count,
      medianMinutes,
      p90Minutes,
      roundsEnough: sum(only(those, 'rounds', 'enough')),
      roundsNotEnough: sum(only(those, 'rounds', 'not-enough')),
      lockouts: sum(only(those, 'lockouts')),
      messagesFailed: sum(only(those, 'messages-failed')),
      approvals: sum(only(those, 'approvals')),
    };
  });
}

function only(rows: readonly Row[], measure: Measure, detail?: string): Row[] {
  return rows.filter((row) => row.measure === measure && (detail === undefined || row.detail === detail));
}

function sum(rows: readonly Row[]): number {
  return rows.reduce((all, { count }) => all + count, 0);
}

/** By detail, the most frequent first. */
function byDetail(rows: readonly Row[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { detail, count } of rows) counts.set(detail, (counts.get(detail) ?? 0) + count);
  return [...counts].sort(([left, many], [right, more]) => more - many || left.localeCompare(right));
}

function durationsOf(rows: readonly Took[]): Insights['recoveries'] {
  return {
    count: rows.reduce((all, { count }) => all + count, 0),
    medianMinutes: percentile(rows, 0.5),
    p90Minutes: percentile(rows, 0.9),
  };
}
