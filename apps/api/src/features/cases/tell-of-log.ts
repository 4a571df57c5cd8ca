import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LogAlarm } from '../audit/index.ts';
import { Notices } from './notices.ts';

const OF_NOBODY = { caseId: null, accountId: null, agentId: null };

/** Puts a notice before supervisors when the log is broken, or does not get to the shop's own log store. */
@Injectable()
export class TellOfLog extends LogAlarm {
  constructor(private readonly notices: Notices) {
    super();
  }

  broken(em: EntityManager, now: Date): Promise<void> {
    return this.notices.tell(em, now, { kind: 'audit-broken', ...OF_NOBODY });
  }

  storeFails(em: EntityManager, now: Date, since: Date): Promise<boolean> {
    return this.notices.tellOnceSince(em, now, 'log-store-failing', since);
  }

  storeWorks(em: EntityManager, now: Date): Promise<void> {
    return this.notices.end(em, now, 'log-store-failing');
  }
}
