import type { LookLimit, NoticeKind } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { lockOn } from '../database/advisory-locks.ts';
import { runNamed } from '../database/named-statement.ts';
import type { AgentContext } from '../guard/request-context.ts';
import { Live } from '../live/live.ts';
import { Transaction } from '../transaction/transaction.ts';

// Two at once are told of one after the other, and the second finds the notice of the first.
const LOCK = {
  name: 'limit_notice_lock',
  text: `select pg_advisory_xact_lock(${lockOn('limitNotice', '$1')})`,
};
const TELL = {
  name: 'limit_notice_tell',
  text: `insert into notice (id, kind, agent_id, at, limit_name)
    select $1, $2, $3, $4, $5 where not exists (
      select from notice where agent_id = $3 and kind = $2 and limit_name = $5
         and at > $4::timestamptz - make_interval(hours => $6)) returning id`,
};

/** Tells supervisors that somebody comes near what one person may look at, once in each stretch of the limit. */
@Injectable()
export class TellOfLimit {
  constructor(
    private readonly transaction: Transaction,
    private readonly live: Live,
  ) {}

  near(context: AgentContext, limit: LookLimit, em?: EntityManager): Promise<void> {
    return this.tell('limit-near', context, limit, em);
  }

  reached(context: AgentContext, limit: LookLimit, em?: EntityManager): Promise<void> {
    return this.tell('limit-reached', context, limit, em);
  }

  private async tell(
    kind: NoticeKind,
    { principal, now }: AgentContext,
    { name, hours }: LookLimit,
    em?: EntityManager,
  ): Promise<void> {
    if (em === undefined)
      return this.transaction.run((inside) => this.write(inside, kind, principal.id, now, name, hours));
    return this.write(em, kind, principal.id, now, name, hours);
  }

  private async write(
    em: EntityManager,
    kind: NoticeKind,
    agentId: string,
    now: Date,
    name: string,
    hours: number,
  ): Promise<void> {
    await runNamed(em, LOCK, [`${agentId} ${kind} ${name}`]);
    const told = await runNamed(em, TELL, [uuidv7(), kind, agentId, now, name, hours]);
    if (told.length > 0) await this.live.tell(em, 'notices');
  }
}
