import type { MessageChannel } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { runSql } from '../../platform/database/named-statement.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { SENDING_KEY, sendingJob } from './sending-job.ts';

// An attempt is cut off before this; a job held for longer belongs to a worker that died. The queue itself would give
// such a job back only after four hours, when every code has expired.
const HELD_TOO_LONG = '60 seconds';
const AT_ONCE = 500;

/** What a crash left behind: waiting messages whose job is gone, used up or held by a dead worker get a new one. */
@Injectable()
export class ResumeMessages {
  constructor(
    private readonly transaction: Transaction,
    private readonly jobs: Jobs,
  ) {}

  /** Also wipes what expired while it waited, without waiting for its next attempt. Returns how many were resumed. */
  run(): Promise<number> {
    return this.transaction.run(async (em, now) => {
      await runSql(
        em,
        `update message set state = 'expired', secret_sealed = null where state = 'waiting' and expires_at <= $1`,
        [now],
      );
      const lost = await runSql<{ id: string; channel: MessageChannel; expires: boolean }>(
        em,
        `select id, channel, expires_at is not null as expires from message m where state = 'waiting' and not exists (
           select 1 from graphile_worker.jobs j where j.key = $1 || m.id
             and (j.locked_at > now() - $2::interval or (j.locked_at is null and j.attempts < j.max_attempts)))
         order by created_at limit $3`,
        [SENDING_KEY, HELD_TOO_LONG, AT_ONCE],
      );
      for (const { id, ...message } of lost) {
        const { payload, options } = sendingJob(id, message);
        await this.jobs.add(em, 'send_message', payload, options);
      }
      return lost.length;
    });
  }
}
