import type { LiveTopic } from '@relink/contract';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../database/named-statement.ts';

/** The two channels of the database that every process which serves listens to. Triggers tell of sessions that ended. */
export const TOPICS_CHANNEL = 'relink_topics';
export const SESSIONS_CHANNEL = 'relink_sessions';

const TELL = { name: 'live_tell', text: 'select pg_notify($1, $2)' };

/** Tells every open page of the desk, on whichever server, what may have changed. */
@Injectable()
export class Live {
  /** Heard when the transaction commits, and never when it does not; the same topic twice is heard once. */
  async tell(em: EntityManager, ...topics: readonly LiveTopic[]): Promise<void> {
    for (const topic of topics) await runNamed(em, TELL, [TOPICS_CHANNEL, topic]);
  }
}
