import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RecoveryAlarm } from '../agents/index.ts';
import { Notices } from './notices.ts';

/** Puts a notice before admins while a recovery of second factors waits for one of them. */
@Injectable()
export class TellOfRecovery extends RecoveryAlarm {
  constructor(private readonly notices: Notices) {
    super();
  }

  waits(em: EntityManager, now: Date, { id, agentId }: { id: string; agentId: string }): Promise<void> {
    const kind = 'recovery-waiting';
    return this.notices.tell(em, now, { kind, caseId: null, accountId: null, agentId, recoveryId: id });
  }

  over(em: EntityManager, now: Date, recoveryId: string, by?: string): Promise<void> {
    return this.notices.settleRecovery(em, now, recoveryId, by);
  }
}
