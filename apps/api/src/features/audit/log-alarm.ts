import type { EntityManager } from 'typeorm';

/** Tells supervisors what is wrong with the log. Who tells them what stands on the log itself. */
export abstract class LogAlarm {
  /** It is not the one that was signed before. */
  abstract broken(em: EntityManager, now: Date): Promise<void>;

  /** The shop's own log store has taken nothing since then. True where they were not told of it yet. */
  abstract storeFails(em: EntityManager, now: Date, since: Date): Promise<boolean>;

  /** It takes events again, or there is none any more. */
  abstract storeWorks(em: EntityManager, now: Date): Promise<void>;
}
