import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LOCKS } from '../../platform/database/advisory-locks.ts';
import { Clock } from '../../platform/config/clock.ts';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { runNamed } from '../../platform/database/named-statement.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog, type SystemContext } from './audit-log.ts';
import { LogAlarm } from './log-alarm.ts';
import { TreeIncomplete } from './log-tree.ts';
import { sequenceEvents } from './sequence-events.ts';
import { readState, writeBroken, writeMended } from './sequencing-state.ts';
import { LogBroken, SignCheckpoint } from './sign-checkpoint.ts';
import { WitnessCheckpoints } from './witness-checkpoints.ts';
import { type Witness, witnessOf } from './witness.ts';

const EVERY_MS = 1000;
const LOOK_AGAIN_MS = 60_000;

// One sequencer at a time, whatever processes there are: the lock ends with its transaction, and so with a crash.
const LOCK = {
  name: 'audit_sequencer_lock',
  text: `select pg_try_advisory_xact_lock(${String(LOCKS.auditSequencer)}) as locked`,
};

/** Whether there may be more to do at once; why nothing is signed any more. */
type Outcome = { readonly more: boolean; readonly broken: string | null };

/**
 * Gives committed events their place in the log, signs checkpoints and hands them to the witness, in every process that
 * works. Whatever it is stopped in the middle of, the next round goes on from what was committed.
 */
@Injectable()
export class Sequencer implements OnModuleInit {
  private readonly log = new Logger('Sequencer');
  readonly witness: Witness | null;
  private lookAgainAt = 0;

  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly checkpoints: SignCheckpoint,
    private readonly witnessing: WitnessCheckpoints,
    private readonly audit: AuditLog,
    private readonly alarm: LogAlarm,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.witness = witnessOf(settings);
  }

  onModuleInit(): void {
    this.worker.repeat({ name: 'The sequencer', everyMs: EVERY_MS, run: () => this.round() });
  }

  /** Sequences whatever is committed, and does what is due then. */
  async round(): Promise<void> {
    for (;;) {
      const { more, broken } = await this.step();
      if (broken !== null) await this.transaction.run((em, now) => this.tellBroken(em, now, broken));
      if (this.witness) await this.witnessing.run(this.witness);
      if (!more) return;
    }
  }

  private async step(): Promise<Outcome> {
    try {
      return await this.transaction.run((em, now) => this.sequence(em, now));
    } catch (fault) {
      if (fault instanceof TreeIncomplete) return { more: false, broken: fault.message };
      throw fault;
    }
  }

  private async sequence(em: EntityManager, now: Date): Promise<Outcome> {
    const [lock] = await runNamed<{ locked: boolean }>(em, LOCK, []);
    if (!lock?.locked) return { more: false, broken: null };
    const before = await readState(em);
    if (before.broken !== null && !(await this.isMended(em))) return { more: false, broken: null };
    const { more } = await sequenceEvents(em, (at) => this.clock.read(at));
    const { target, sweepAt, settled } = await readState(em);
    // Only what the whole log up to here keeps to may be signed of it.
    const reached = target === null && sweepAt === null ? settled : null;
    const broken = await faultOf(this.checkpoints.ifDue(em, now, this.witness, reached));
    if (before.broken !== null && broken === null) await writeMended(em);
    return { more: more && broken === null, broken };
  }

  /** Looked at once a minute. */
  private async isMended(em: EntityManager): Promise<boolean> {
    if (performance.now() < this.lookAgainAt) return false;
    this.lookAgainAt = performance.now() + LOOK_AGAIN_MS;
    return (await faultOf(this.checkpoints.checkAgain(em, this.witness))) === null;
  }

  /** Told once, however often it is found: until it is mended. */
  private async tellBroken(em: EntityManager, now: Date, broken: string): Promise<void> {
    this.lookAgainAt = performance.now() + LOOK_AGAIN_MS;
    if (!(await writeBroken(em, broken))) return;
    this.log.error(broken);
    const context: SystemContext = { principal: { kind: 'system' }, address: null, now };
    await this.audit.record(em, context, { action: 'audit.found-broken', facts: { reason: broken } });
    await this.alarm.broken(em, now);
  }
}

/** What is wrong with the log, or null. */
async function faultOf(checked: Promise<unknown>): Promise<string | null> {
  try {
    await checked;
    return null;
  } catch (fault) {
    if (fault instanceof LogBroken) return fault.message;
    throw fault;
  }
}
