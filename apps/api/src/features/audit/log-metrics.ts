import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { runNamed } from '../../platform/database/named-statement.ts';
import { Metrics } from '../../platform/observability/metrics.ts';

type Figures = {
  readonly leaves: number;
  readonly behind: number;
  readonly broken: boolean;
  readonly signed: number;
  readonly age: number;
  readonly unwitnessed: number;
};

const READ = {
  name: 'metrics_audit_log',
  text: `select coalesce((select max(seq) + 1 from audit_leaf), 0)::float8 as leaves,
           coalesce(extract(epoch from (select at from audit_event order by at desc limit 1) - coalesce(
             (select e.at from audit_event e where e.id = (select event_id from audit_leaf order by seq desc limit 1)),
             (select at from audit_event order by at limit 1))), 0)::float8 as behind,
           (select broken is not null from audit_sequencing) or coalesce((
             select state = 'broken' from audit_verification where finished_at is not null
              order by requested_at desc, id desc limit 1), false) as broken,
           coalesce(max(size), 0)::float8 as signed, coalesce(extract(epoch from now() - max(at)), 0)::float8 as age,
           (select count(*) from (select from audit_checkpoint where witnessed_at is null limit 10000) w)::int as unwitnessed
         from (select size, at from audit_checkpoint order by size desc limit 1) newest`,
};

/** How the log that proves itself stands. */
@Injectable()
export class LogMetrics implements OnModuleInit {
  private readonly broken = this.metrics.gauge(
    'relink_audit_broken',
    'Whether the log does not continue what was signed, or its last verification found a fault: 1 or 0.',
  );
  private readonly leaves = this.metrics.gauge(
    'relink_audit_leaves',
    'Audit events that have their place in the log.',
  );
  private readonly behind = this.metrics.gauge(
    'relink_audit_sequencing_behind_seconds',
    'Time between the newest leaf of the log and the newest audit event: it grows where nobody sequences.',
  );
  private readonly unsigned = this.metrics.gauge(
    'relink_audit_leaves_unsigned',
    'Of them, those behind the newest checkpoint.',
  );
  private readonly age = this.metrics.gauge(
    'relink_audit_checkpoint_age_seconds',
    'Age of the newest checkpoint.',
  );
  private readonly unwitnessed = this.metrics.gauge(
    'relink_audit_checkpoints_unwitnessed',
    'Checkpoints that are not written outside the database; all of them where AUDIT_WITNESS is not set.',
  );

  constructor(
    private readonly metrics: Metrics,
    private readonly source: DataSource,
  ) {}

  onModuleInit(): void {
    this.metrics.readBeforeScrape(() => this.read());
  }

  private async read(): Promise<void> {
    try {
      const [figures] = await runNamed<Figures>(poolOf(this.source), READ, []);
      if (!figures) return;
      this.broken.set(figures.broken ? 1 : 0);
      this.leaves.set(figures.leaves);
      // Who began earlier may be sequenced later: the newest leaf is not always of the newest event.
      this.behind.set(Math.max(figures.behind, 0));
      this.unsigned.set(figures.leaves - figures.signed);
      this.age.set(figures.age);
      this.unwitnessed.set(figures.unwitnessed);
    } catch {
      // relink_database_up says that it is away.
    }
  }
}
