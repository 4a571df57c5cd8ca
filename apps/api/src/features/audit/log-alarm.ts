import type { EntityManager } from 'typeorm';

/** Tells supervisors that the log is not the one that was signed before. Who tells them what stands on the log itself. */
export abstract class LogAlarm {
  abstract raise(em: EntityManager, now: Date): Promise<void>;
}
