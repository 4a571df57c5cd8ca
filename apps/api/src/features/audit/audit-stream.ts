import type { AuditStreamView } from '@relink/contract';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Gauge } from 'prom-client';
import { DataSource } from 'typeorm';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { runNamed } from '../../platform/database/named-statement.ts';
import { Metrics } from '../../platform/observability/metrics.ts';

/** Where the stream to the shop's own log store (SIEM) is. */
export type StreamState = {
  readonly nextSeq: number;
  readonly sentAt: Date | null;
  readonly failingSince: Date | null;
  readonly failures: number;
  readonly lastError: string | null;
};
type Standing = StreamState & { readonly behind: number; readonly behindSeconds: number };

// Leaves are numbered without gaps, so how many wait is a difference. Their age is that of the oldest one's event: a
// walk along one index, once a scrape.
const STANDING = {
  name: 'audit_stream_standing',
  text: `select next_seq::float8 as "nextSeq", sent_at as "sentAt", failing_since as "failingSince", failures,
           last_error as "lastError",
           greatest(coalesce((select max(seq) + 1 from audit_leaf), 0) - next_seq, 0)::float8 as behind,
           coalesce(extract(epoch from now() - (select e.at from audit_leaf l join audit_event e on e.id = l.event_id
             where l.seq = s.next_seq)), 0)::float8 as "behindSeconds"
         from audit_stream s`,
};

/** How far the stream is behind: a figure to watch, and what a supervisor sees. */
@Injectable()
export class AuditStream implements OnModuleInit {
  private readonly behind: Gauge;
  private readonly age: Gauge;
  private readonly failures: Gauge;

  constructor(
    private readonly metrics: Metrics,
    private readonly source: DataSource,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.behind = metrics.gauge(
      'relink_audit_webhook_behind_events',
      'Sequenced audit events that AUDIT_WEBHOOK_URL has not taken yet; 0 where none is set.',
    );
    this.age = metrics.gauge(
      'relink_audit_webhook_behind_seconds',
      'Age of the oldest audit event that AUDIT_WEBHOOK_URL has not taken yet.',
    );
    this.failures = metrics.gauge(
      'relink_audit_webhook_failures',
      'Attempts in a row that AUDIT_WEBHOOK_URL did not take; 0 when the last one was taken.',
    );
  }

  onModuleInit(): void {
    if (this.settings.auditWebhook !== undefined) this.metrics.readBeforeScrape(() => this.measure());
  }

  async view(): Promise<AuditStreamView> {
    const { sentAt, failingSince, ...standing } = await this.standing();
    const configured = this.settings.auditWebhook !== undefined;
    return {
      ...standing,
      configured,
      sentAt: sentAt?.toISOString() ?? null,
      failingSince: failingSince?.toISOString() ?? null,
      ...(!configured && { behind: 0, behindSeconds: 0 }),
    };
  }

  private async standing(): Promise<Standing> {
    const [standing] = await runNamed<Standing>(poolOf(this.source), STANDING, []);
    if (!standing) throw new Error('The stream of audit events has no position.');
    return { ...standing, behindSeconds: Math.max(standing.behindSeconds, 0) };
  }

  private async measure(): Promise<void> {
    // Without the database the figures stay as they were: relink_database_up says why.
    const standing = await this.standing().catch(() => undefined);
    if (!standing) return;
    this.behind.set(standing.behind);
    this.age.set(standing.behindSeconds);
    this.failures.set(standing.failures);
  }
}
