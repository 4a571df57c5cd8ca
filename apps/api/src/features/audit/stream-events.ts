import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { runNamed } from '../../platform/database/named-statement.ts';
import { SIGNATURE_HEADER, signatureOf } from '../../platform/http/signed-body.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from './audit-log.ts';
import { LogAlarm } from './log-alarm.ts';

const BATCH = 500;
/** Of canonical text in one request. Some of a batch that is larger waits for the next one. */
const BATCH_BYTES = 1_000_000;
/** One job's share of a long backlog; the next one of the minute goes on. */
const BATCHES_A_JOB = 200;
const FIRST_PAUSE_SECONDS = 5;
const LONGEST_PAUSE_SECONDS = 900;
/** Supervisors are told after so many in a row: with the pauses between them, a minute and a quarter at least. */
const TOLD_AFTER = 5;
/** Said again in the log each so many failures in a row. */
const SAID_EACH = 12;

type Next = { readonly nextSeq: string; readonly failures: number; readonly resting: boolean };
type Leaf = { readonly seq: string; readonly id: string; readonly canonical: Buffer | null };
type Failing = { readonly failures: number; readonly failingSince: Date };
type Batch = {
  readonly from: number;
  readonly now: Date;
  readonly failures: number;
  readonly leaves: readonly Leaf[];
};

const POSITION = {
  name: 'audit_stream_position',
  text: `select next_seq as "nextSeq", failures, coalesce(retry_at > $1, false) as resting from audit_stream`,
};
const LEAVES = {
  name: 'audit_stream_leaves',
  text: `select l.seq, l.event_id as id, e.canonical
           from (select seq, event_id from audit_leaf where seq >= $1 order by seq limit $2) l
           left join audit_event e on e.id = l.event_id order by l.seq`,
};
// Never back: of two that sent the same, the slower one changes nothing.
const TAKEN = {
  name: 'audit_stream_taken',
  text: `update audit_stream set next_seq = $2, sent_at = $3, failing_since = null, failures = 0, retry_at = null,
           last_error = null where next_seq = $1`,
};
const REFUSED = {
  name: 'audit_stream_refused',
  text: `update audit_stream set failing_since = coalesce(failing_since, $2), failures = failures + 1,
           retry_at = $3, last_error = $4 where next_seq = $1 returning failures, failing_since as "failingSince"`,
};
// Nobody sends there any more: it fails no longer, and what waits is sent where a store is named again.
const LET_GO = {
  name: 'audit_stream_let_go',
  text: `update audit_stream set failing_since = null, failures = 0, retry_at = null, last_error = null
          where failures > 0 returning true as failed`,
};

/**
 * Hands the log to the shop's own log store (SIEM), in the order of the sequence and at least once: `POST {stream, events:
 * [{seq, id, canonical}]}`, signed like the SMS webhook. Only the position is kept: a store that is down for days costs
 * nothing but the lag. `canonical` is null where the event's body has expired. Personal values stay sealed in it.
 */
@Injectable()
export class StreamEvents implements OnModuleInit {
  private readonly log = new Logger('AuditStream');

  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
    private readonly alarm: LogAlarm,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.worker.handle('stream_audit_events', () => this.run());
  }

  /** Sends until nothing waits, a batch is refused, or its share is done. */
  async run(): Promise<void> {
    const webhook = this.settings.auditWebhook;
    if (webhook === undefined) return this.letGo();
    for (let sent = 0; sent < BATCHES_A_JOB; sent++) {
      const batch = await this.next();
      if (batch === undefined || batch.leaves.length === 0) return;
      const failure = await this.send(webhook, batch);
      await this.note(batch, failure);
      if (failure !== undefined) return;
    }
  }

  /** What was told of a store that was failing when it was taken out of the settings is over. */
  private letGo(): Promise<void> {
    return this.transaction.run(async (em, now) => {
      if ((await runNamed(em, LET_GO, [])).length === 0) return;
      await this.alarm.storeWorks(em, now);
      await this.record(em, now, 'audit.stream-ended', {});
    });
  }

  /** No transaction is open while the store answers. */
  private next(): Promise<Batch | undefined> {
    return this.transaction.run(async (em, now) => {
      const [position] = await runNamed<Next>(em, POSITION, [now]);
      if (!position || position.resting) return undefined;
      const rows = await runNamed<Leaf>(em, LEAVES, [position.nextSeq, BATCH]);
      let bytes = 0;
      const leaves = rows.filter(({ canonical }, nth) => {
        bytes += canonical?.length ?? 0;
        return nth === 0 || bytes <= BATCH_BYTES;
      });
      return { from: Number(position.nextSeq), now, failures: position.failures, leaves };
    });
  }

  /** Undefined where it was taken; else why not, without anything of the answer's body. */
  private async send(
    { url, secret }: NonNullable<Settings['auditWebhook']>,
    { leaves, now }: Batch,
  ): Promise<string | undefined> {
    const events = leaves.map(({ seq, id, canonical }) => ({
      seq: Number(seq),
      id,
      canonical: canonical?.toString() ?? null,
    }));
    const body = JSON.stringify({ stream: 'relink-audit/1', events });
    try {
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'idempotency-key': `audit-${leaves[0]?.seq ?? ''}-${leaves.at(-1)?.seq ?? ''}`,
          [SIGNATURE_HEADER]: signatureOf(body, secret, Math.floor(now.getTime() / 1000)),
        },
        // A store that moved is a setting to mend: the log must not go anywhere else.
        redirect: 'manual',
        signal: AbortSignal.timeout(this.settings.sendTimeoutMs),
      });
      await response.body?.cancel();
      return response.ok ? undefined : `HTTP ${String(response.status)}`;
    } catch (fault) {
      return fault instanceof Error && fault.name === 'TimeoutError' ? 'no answer in time' : 'not reachable';
    }
  }

  private async note({ from, now, failures, leaves }: Batch, failure: string | undefined): Promise<void> {
    if (failure === undefined) {
      await this.transaction.run(async (em) => {
        await runNamed(em, TAKEN, [from, from + leaves.length, now]);
        if (failures > 0) await this.alarm.storeWorks(em, now);
        if (failures >= TOLD_AFTER) await this.record(em, now, 'audit.stream-resumed', { failures });
      });
      return;
    }
    if (failures % SAID_EACH === 0)
      this.log.error(
        `AUDIT_WEBHOOK_URL takes no audit events (${failure}); they wait from ${String(from)} on.`,
      );
    const pause = Math.min(FIRST_PAUSE_SECONDS * 2 ** Math.min(failures, 20), LONGEST_PAUSE_SECONDS);
    const retryAt = new Date(now.getTime() + pause * 1000);
    await this.transaction.run(async (em) => {
      const [refused] = await runNamed<Failing>(em, REFUSED, [from, now, retryAt, failure]);
      if (refused === undefined || refused.failures < TOLD_AFTER) return;
      if (await this.alarm.storeFails(em, now, refused.failingSince))
        await this.record(em, now, 'audit.stream-failed', { failures: refused.failures, failure });
    });
  }

  private async record(
    em: EntityManager,
    now: Date,
    action: 'audit.stream-ended' | 'audit.stream-failed' | 'audit.stream-resumed',
    facts: Readonly<Record<string, string | number>>,
  ): Promise<void> {
    await this.audit.record(em, { principal: { kind: 'system' }, address: null, now }, { action, facts });
  }
}
