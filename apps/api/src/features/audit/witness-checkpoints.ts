import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LOCKS } from '../../platform/database/advisory-locks.ts';
import { runNamed } from '../../platform/database/named-statement.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import type { Witness } from './witness.ts';

const AT_ONCE = 50;
const LONGEST_PAUSE_MS = 60_000;

const LOCK = {
  name: 'audit_witness_lock',
  text: `select pg_try_advisory_xact_lock(${String(LOCKS.auditWitness)}) as locked`,
};
const WAITING = {
  name: 'audit_checkpoints_waiting',
  text: `select size::text, note from audit_checkpoint c where witnessed_at is null order by c.size limit ${String(AT_ONCE)}`,
};
const WITNESSED = {
  name: 'audit_checkpoint_witnessed',
  text: 'update audit_checkpoint set witnessed_at = $2 where size = $1',
};

/** Writes checkpoints outside the database, in their order, until each is there. */
@Injectable()
export class WitnessCheckpoints {
  private readonly log = new Logger('Witness');
  private failures = 0;
  private notBefore = 0;

  constructor(private readonly transaction: Transaction) {}

  /** Hands on what waits. A witness that does not take it is asked again, later and later, up to a minute. */
  async run(witness: Witness): Promise<void> {
    if (performance.now() < this.notBefore) return;
    const fault = await this.transaction.run((em, now) => this.handOn(em, now, witness));
    if (fault === null) {
      this.failures = 0;
      return;
    }
    if (this.failures === 0) this.log.error(`No checkpoint can be witnessed: ${fault}`);
    this.notBefore = performance.now() + Math.min(1000 * 2 ** this.failures, LONGEST_PAUSE_MS);
    this.failures++;
  }

  /** Those that were taken before one was not are noted as such. Returns the kind of the error, never its message. */
  private async handOn(em: EntityManager, now: Date, witness: Witness): Promise<string | null> {
    const [lock] = await runNamed<{ locked: boolean }>(em, LOCK, []);
    if (!lock?.locked) return null;
    for (const { size, note } of await runNamed<{ size: string; note: string }>(em, WAITING, [])) {
      try {
        await witness.write(note);
      } catch (fault) {
        return fault instanceof Error ? fault.name : 'unknown error';
      }
      await runNamed(em, WITNESSED, [size, now]);
    }
    return null;
  }
}
