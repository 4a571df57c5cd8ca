import type { AuditVerificationState } from '@relink/contract';
import { type Refusal, refuse } from '@relink/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Notes, Verification } from '../../../verifier/verify.mjs';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { connectionOf, runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog, type SystemContext } from './audit-log.ts';
import { LogAlarm } from './log-alarm.ts';
import { LogKey } from './log-key.ts';
import { ReadProofs } from './read-proofs.ts';
import { verifyDatabase } from './verify-database.ts';
import { witnessOf } from './witness.ts';

type LastRun = NonNullable<AuditVerificationState['lastRun']>;
type WitnessState = { size: number; at: Date | null; waiting: number };

const GIVEN_UP_AFTER_MINUTES = 10;
// One that has not moved for so long was killed with its worker.
const IS_LEFT = `finished_at is null and moved_at < now() - interval '${String(GIVEN_UP_AFTER_MINUTES)} minutes'`;
const GIVE_UP = `update audit_verification set state = 'failed', finished_at = now() where ${IS_LEFT}`;
const OPEN = 'select from audit_verification where id = $1 and finished_at is null';
const BEGIN = `insert into audit_verification (id, requested_by, requested_at, state) values ($1, $2, $3, 'queued')
  on conflict do nothing returning id`;
const MOVE = `update audit_verification set state = 'running', done = $2, "of" = $3, moved_at = now()
  where id = $1 and finished_at is null`;
const END = `update audit_verification set state = $2, done = $3, "of" = $3, checkpoint_size = $4, expired_bodies = $5,
    faults = $6, fault_count = $7, finished_at = $8 where id = $1 and finished_at is null`;
const LAST = `select v.id, v.requested_at as at, v.finished_at as "finishedAt", a.name as "requestedByName",
    case when ${IS_LEFT} then 'failed' when v.state = 'queued' then 'running' else v.state end as outcome, v.done::float8 as done, v."of"::float8 as size,
    v.checkpoint_size::float8 as "checkpointSize", v.faults, v.fault_count as "faultCount",
    v.expired_bodies::float8 as "expiredBodies"
  from audit_verification v left join agent a on a.id = v.requested_by order by v.requested_at desc, v.id desc limit 1`;
const WITNESS = `select coalesce(max(size) filter (where witnessed_at is not null), 0)::float8 as size,
    max(witnessed_at) as at, (select count(*) from (
      select from audit_checkpoint where witnessed_at is null limit 1000) w)::int as waiting from (
    select size, witnessed_at from audit_checkpoint where witnessed_at is not null order by audit_checkpoint.size desc limit 1) c`;
const TAKEN = 'select from audit_checkpoint where witnessed_at is not null limit 1';
const FAULTS_KEPT = 100;

/** Verifications of the whole log by the desk itself, with the stand-alone verifier's functions: by night and when asked. */
@Injectable()
export class AuditVerifications implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly transaction: Transaction,
    private readonly jobs: Jobs,
    private readonly worker: Worker,
    private readonly log: AuditLog,
    private readonly alarm: LogAlarm,
    private readonly key: LogKey,
    private readonly proofs: ReadProofs,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.worker.handle('verify_audit', ({ verificationId }) => this.run(verificationId));
  }

  /** Refusal: `verification-running`. */
  async request(em: EntityManager, now: Date, context: AgentContext): Promise<Done | Refusal> {
    const id = await begin(em, now, context.principal.id);
    await this.log.record(
      em,
      { ...context, now },
      {
        action: 'audit.verification-requested',
        outcome: id === null ? 'refused' : 'done',
        facts: id === null ? { code: 'verification-running' } : { verificationId: id },
      },
    );
    if (id === null) return refuse('verification-running');
    await this.jobs.add(em, 'verify_audit', { verificationId: id }, { maxAttempts: 1, awaited: true });
    return { resourceId: id, result: undefined };
  }

  /** When the log was last verified and to which checkpoint, and what is newer. */
  async read(): Promise<AuditVerificationState> {
    const pool = poolOf(this.source);
    const [lastRun] = await runSql<LastRun>(pool, LAST);
    const [witness] = await runSql<WitnessState>(pool, WITNESS);
    const [sequencing] = await runSql<{ broken: string | null }>(pool, 'select broken from audit_sequencing');
    const checkpoint = await this.proofs.newest();
    const { auditWitness } = this.settings;
    const kind = auditWitness === undefined ? null : auditWitness.startsWith('/') ? 'file' : 'url';
    return {
      lastRun: lastRun ?? null,
      checkpoint: checkpoint ?? null,
      witness: {
        kind,
        size: witness?.size ?? 0,
        at: witness?.at?.toISOString() ?? null,
        waiting: witness?.waiting ?? 0,
      },
      broken: sequencing?.broken ?? null,
      verifierKey: await this.key.text(),
    };
  }

  /** Without an id: by night. */
  private async run(given: string | undefined): Promise<void> {
    const id = await this.transaction.run((em, now) =>
      given === undefined ? this.beginByNight(em, now) : stillOpen(em, given),
    );
    if (id === null) return;
    try {
      const found = await this.verify(id);
      await this.transaction.run((em, now) => this.end(em, now, id, found));
    } catch (fault) {
      await this.transaction.run((em, now) => this.end(em, now, id, null));
      throw fault;
    }
  }

  /** Where another seems to be running, the night's comes after it: nobody knows yet whether that one still lives. */
  private async beginByNight(em: EntityManager, now: Date): Promise<string | null> {
    const id = await begin(em, now, null);
    const runAt = new Date(Date.now() + GIVEN_UP_AFTER_MINUTES * 60_000);
    if (id === null) await this.jobs.add(em, 'verify_audit', {}, { runAt });
    return id;
  }

  private async verify(id: string): Promise<Verification> {
    const pool = poolOf(this.source);
    const key = await this.key.ensure().then(() => this.key.text());
    const witness = await this.witnessed();
    return this.transaction.run(async (em) => {
      await runSql(em, 'set local statement_timeout = 0');
      const onProgress = async (done: number, of: number) => {
        await runSql(pool, MOVE, [id, done, of]);
      };
      return verifyDatabase(await connectionOf(em), pool, { key: key ?? '', witness, onProgress });
    });
  }

  /** Throws where a witness that took checkpoints cannot be asked for them: the log is not sound without its word. */
  private async witnessed(): Promise<Notes> {
    const witness = witnessOf(this.settings);
    if (!witness) return [];
    const { count, notes } = await witness.all();
    if (witness.kind !== 'file' || count > 0) return notes;
    const [taken] = await runSql(poolOf(this.source), TAKEN);
    if (taken) throw new Error('AUDIT_WITNESS names a file with none of the checkpoints that it took.');
    return notes;
  }

  private async end(em: EntityManager, now: Date, id: string, found: Verification | null): Promise<void> {
    const {
      outcome = 'failed',
      size = 0,
      checkpointSize = 0,
      expiredBodies = 0,
      faultCount = 0,
    } = found ?? {};
    const faults = JSON.stringify(found?.faults.slice(0, FAULTS_KEPT) ?? []);
    await runSql(em, END, [id, outcome, size, checkpointSize, expiredBodies, faults, faultCount, now]);
    const context: SystemContext = { principal: { kind: 'system' }, address: null, now };
    await this.log.record(em, context, {
      action: 'audit.verification-finished',
      facts: { verificationId: id, outcome, size, checkpointSize, faultCount },
    });
    if (outcome === 'broken') await this.alarm.broken(em, now);
  }
}

/** Null where it was given up before the worker came to it. */
async function stillOpen(em: EntityManager, id: string): Promise<string | null> {
  return (await runSql(em, OPEN, [id])).length > 0 ? id : null;
}

/** Null where one is running. */
async function begin(em: EntityManager, now: Date, agentId: string | null): Promise<string | null> {
  await runSql(em, GIVE_UP);
  const [made] = await runSql<{ id: string }>(em, BEGIN, [uuidv7(), agentId, now]);
  return made?.id ?? null;
}
