import type { Gathered, Policy } from '@relink/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { Notices } from '../cases/index.ts';
import { CountDays } from './count-days.ts';
import { type EventBehind, eventsBehind } from './events-behind.ts';
import { findSigns } from './find-signs.ts';

/** An hourly look counts these days of the agents anew: what crosses a limit has happened lately. */
const LATELY_DAYS = 2;

const RAISE = `insert into sign (id, kind, agent_id, other_agent_id, account_id, count, out_of, usual, from_day, to_day,
    since, last_at, raised_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict (kind, agent_id, other_agent_id, account_id) where state in ('new', 'looked-at')
  do update set count = excluded.count, out_of = excluded.out_of, usual = excluded.usual,
    from_day = excluded.from_day, to_day = excluded.to_day,
    since = least(sign.since, excluded.since), last_at = greatest(sign.last_at, excluded.last_at)
  returning id`;
const ENDS = `select $1::date::timestamp at time zone $3 as "from", ($2::date + 1)::timestamp at time zone $3 as "to"`;

/** Looks for signs of abuse and tells supervisors of each once. To repeat it changes nothing. */
@Injectable()
export class RaiseSigns implements OnModuleInit {
  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
    private readonly policy: PolicyInForce,
    private readonly days: CountDays,
    private readonly notices: Notices,
    private readonly audit: AuditLog,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.worker.handle('raise_signs', () => this.run(LATELY_DAYS));
    this.worker.handle('recount_days', () => this.run());
  }

  /** Counts the agents' last days (as far as signs look back, unless told fewer), then looks at all of them. */
  async run(countDays?: number): Promise<void> {
    const { windowDays } = await this.transaction.run(
      async (em) => (await this.policy.read(em)).numbers.signs,
    );
    const counted = Math.min(countDays ?? windowDays, windowDays);
    await this.days.last(counted);
    const span = await this.days.lastDays(windowDays);
    const [first, lately] = [span[0], span.at(-counted)];
    if (!first || !lately) return;
    const { timeZone } = this.settings;
    const found = await this.transaction.run(async (em) => {
      const { numbers } = await this.policy.read(em);
      return findSigns(em, { day: first.day, from: first.from, lately: lately.from, timeZone }, numbers);
    });
    for (const sign of found) await this.raise(sign);
  }

  private raise(sign: Gathered): Promise<void> {
    return this.transaction.runAgainIfOvertaken(async (em, now) => {
      const policy = await this.policy.read(em);
      const events = await this.behind(em, sign, policy);
      const [first, last] = [events[0], events.at(-1)];
      // Their bodies have expired: what nobody can look at is no sign.
      if (!first || !last) return;
      const id = uuidv7();
      const { kind, agentId, otherAgentId, accountId, count, outOf, usual, from, to } = sign;
      const [raised] = await runSql<{ id: string }>(em, RAISE, [
        id,
        kind,
        agentId,
        otherAgentId,
        accountId,
        count,
        outOf,
        usual,
        from,
        to,
        first.at,
        last.at,
        now,
      ]);
      if (!raised) throw new Error('A sign was neither raised nor found.');
      await runSql(
        em,
        `insert into sign_event (sign_id, event_id, at) select $1, * from unnest($2::uuid[], $3::timestamptz[])
             on conflict do nothing`,
        [raised.id, events.map((event) => event.id), events.map(({ at }) => at)],
      );
      if (raised.id !== id) return;
      // Whom it is about stands with the sign: who reads the log may be the one.
      const context = { principal: { kind: 'system' }, address: null, now } as const;
      await this.audit.record(em, context, {
        action: 'sign.raised',
        facts: { signId: id, kind, events: events.length, policyVersion: policy.version },
      });
      await this.notices.tell(em, now, {
        kind: 'sign-of-abuse',
        caseId: null,
        accountId,
        agentId,
        signId: id,
      });
    });
  }

  /** All of its events, the oldest first, each once. */
  private async behind(em: EntityManager, sign: Gathered, policy: Policy): Promise<EventBehind[]> {
    const events = new Map<string, EventBehind>();
    for (const span of sign.spans) {
      const [ends] = await runSql<{ from: Date; to: Date }>(em, ENDS, [
        span.from,
        span.to,
        this.settings.timeZone,
      ]);
      if (!ends) continue;
      for (const event of await eventsBehind(em, sign, ends, policy)) events.set(event.id, event);
    }
    return [...events.values()].sort((left, right) => left.at.getTime() - right.at.getTime());
  }
}
