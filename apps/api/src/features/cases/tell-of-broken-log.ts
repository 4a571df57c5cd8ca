import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LogAlarm } from '../audit/index.ts';
import { Notices } from './notices.ts';

/** Puts a notice before supervisors when the log is broken. */
@Injectable()
export class TellOfBrokenLog extends LogAlarm {
  constructor(private readonly notices: Notices) {
    super();
  }

  raise(em: EntityManager, now: Date): Promise<void> {
    return this.notices.tell(em, now, { kind: 'audit-broken', caseId: null, accountId: null, agentId: null });
  }
}
