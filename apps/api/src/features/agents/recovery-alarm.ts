import type { EntityManager } from 'typeorm';

/** Tells admins of a recovery that waits for one of them. Who tells them what stands on the agents itself. */
export abstract class RecoveryAlarm {
  abstract waits(em: EntityManager, now: Date, recovery: { id: string; agentId: string }): Promise<void>;

  /** It was decided by somebody, or nobody did in time. */
  abstract over(em: EntityManager, now: Date, recoveryId: string, by?: string): Promise<void>;
}
