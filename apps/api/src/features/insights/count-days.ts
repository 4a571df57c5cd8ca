import type { Measure } from '@relink/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LOCKS } from '../../platform/database/advisory-locks.ts';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AGENT_WORK, claimedAccounts, LOOK_UPS } from './agent-work.ts';
import { FIGURES } from './figures.ts';

// Two that count the same day would count it twice.
const ONE_AT_A_TIME = `select pg_advisory_xact_lock(${String(LOCKS.countedDays)})`;

const OF_AGENTS: readonly Measure[] = [
  'look-ups-without-case',
  'name-searches-without-case',
  'reveals',
  'first-rounds',
  'accounts-worked',
];

/** A day, and its first instant and the first one after it by the desk's clock. */
type Day = { readonly day: string; readonly from: Date; readonly to: Date };

const DAYS = `select d::date::text as day, d::date::timestamp at time zone $3 as "from",
    (d::date + 1)::timestamp at time zone $3 as "to"
  from generate_series($1::date, $2::date, interval '1 day') d order by d`;
const TODAY = `select ($1::timestamptz at time zone $2)::date::text as day`;
const UNCOUNTED = `select d::date::text as day
  from (select min(at) as at from audit_event) oldest,
       generate_series((oldest.at at time zone $2)::date, ($1::timestamptz at time zone $2)::date, interval '1 day') d
 where not exists (select from insight_counted c where c.day = d::date and c.time_zone = $2) order by 1`;

/**
 * Counts what the desk did, day by day, so that a page of figures reads days and not the log. A day is counted anew as
 * a whole, in one transaction: to repeat it changes nothing, and what came late is in the next count of its day.
 */
@Injectable()
export class CountDays implements OnModuleInit {
  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
    private readonly policy: PolicyInForce,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.worker.handle('count_days', async () => {
      await this.run();
    });
  }

  /** Counts today, yesterday (a transaction of its last minute may have come after) and every day not counted yet. Returns how many. */
  async run(): Promise<number> {
    const uncounted = await this.transaction.run((em, now) =>
      runSql<{ day: string }>(em, UNCOUNTED, [now, this.settings.timeZone]),
    );
    const older = uncounted.map(({ day }) => ({ day, work: true }));
    const lately = (await this.lastDays(2)).map(({ day }) => ({ day, work: false }));
    const days = new Map([...lately, ...older].map(({ day, work }) => [day, work]));
    for (const [day, work] of [...days].sort()) await this.count(day, { work });
    return days.size;
  }

  /** Counts the last days, also what agents did on them. */
  async last(days: number): Promise<void> {
    for (const { day } of await this.lastDays(days)) await this.count(day, { work: true });
  }

  /** Counts every day that the log still has anew. Returns how many; `onDay` is told each. */
  async rebuild(onDay: (day: string) => void): Promise<number> {
    await this.transaction.run((em) => runSql(em, 'delete from insight_counted', []));
    const days = await this.transaction.run((em, now) =>
      runSql<{ day: string }>(em, UNCOUNTED, [now, this.settings.timeZone]),
    );
    for (const { day } of days) {
      await this.count(day, { work: true });
      onDay(day);
    }
    return days.length;
  }

  /** The last days by the desk's clock, today the last of them. */
  lastDays(days: number): Promise<Day[]> {
    const { timeZone } = this.settings;
    return this.transaction.run(async (em, now) => {
      const [today] = await runSql<{ day: string }>(em, TODAY, [now, timeZone]);
      const last = new Date(`${today?.day ?? ''}T00:00:00Z`);
      const first = new Date(last.getTime() - (days - 1) * 86_400_000);
      return runSql<Day>(em, DAYS, [isoDay(first), isoDay(last), timeZone]);
    });
  }

  private count(day: string, { work }: { work: boolean }): Promise<void> {
    const { timeZone } = this.settings;
    return this.transaction.run(async (em, now) => {
      await runSql(em, ONE_AT_A_TIME, []);
      const [known] = await runSql<Day>(em, DAYS, [day, day, timeZone]);
      if (!known) return;
      await runSql(em, 'delete from insight_day where day = $1::date and not measure = any($2)', [
        day,
        OF_AGENTS,
      ]);
      for (const statement of FIGURES) await runSql(em, statement, [day, known.from, known.to]);
      if (work) await this.countWork(em, now, known);
      await runSql(
        em,
        `insert into insight_counted (day, time_zone, at) values ($1, $2, $3)
         on conflict (day) do update set time_zone = excluded.time_zone, at = excluded.at`,
        [day, timeZone, now],
      );
    });
  }

  private async countWork(em: EntityManager, now: Date, { day, from, to }: Day): Promise<void> {
    const policy = await this.policy.read(em);
    await runSql(em, 'delete from insight_day where day = $1::date and measure = any($2)', [day, OF_AGENTS]);
    const { leadsToCaseMinutes } = policy.numbers.signs;
    for (const statement of AGENT_WORK) await runSql(em, statement, [day, from, to]);
    for (const statement of LOOK_UPS) await runSql(em, statement, [day, from, to, leadsToCaseMinutes, now]);
    const claimed = await claimedAccounts(em, { from, to, agentId: null }, policy);
    await runSql(
      em,
      `insert into insight_day (day, measure, agent_id, detail, count)
       select $1::date, 'accounts-worked', agent_id, detail, count(*)
         from unnest($2::uuid[], $3::text[]) f (agent_id, detail) group by 3, 4`,
      [
        day,
        claimed.map(({ agentId }) => agentId),
        claimed.map(({ worthy }) => (worthy ? 'worthy' : 'plain')),
      ],
    );
  }
}

function isoDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}
