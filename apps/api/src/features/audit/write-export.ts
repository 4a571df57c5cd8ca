import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { RequestAuditExport } from '@relink/contract';
import { base64Of, verifierKeyText } from '@relink/domain';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { runNamed, runSql } from '../../platform/database/named-statement.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { NOW, Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog, type SystemContext } from './audit-log.ts';
import { stretchStatement } from './audit-events.repository.ts';
import { type ExportEnd, firstLine, lastLine, lineOf } from './export-lines.ts';
import { pathsOf } from './export-paths.ts';
import { sha256 } from './log-tree.ts';
import { ReadAudit } from './read-audit.ts';

const AT_A_TIME = 1000;
/** A checkpoint comes at least each 60 s: asked again after so long. */
const ASK_AGAIN_MS = 2000;
const HOUR_MS = 3_600_000;

type Row = {
  readonly format: RequestAuditExport['format'];
  readonly filter: RequestAuditExport['filter'];
  readonly createdAt: Date;
};
type Checkpoint = { readonly size: number; readonly root: string; readonly note: string; readonly at: Date };
type Found = {
  readonly at: string;
  readonly id: string;
  readonly canonical: Buffer;
  readonly seq: number | null;
  readonly leafHash: Buffer | null;
};
/** To the microsecond, as the database writes it: nothing is skipped, and nothing told twice. */
type Reached = { readonly at: string; readonly id: string };
type Begun = Row & { readonly checkpoint: Checkpoint; readonly verifierKey: string };

const FIND = {
  name: 'audit_export_find',
  text: `select format, filter, created_at as "createdAt" from audit_export
          where id = $1 and state in ('waiting', 'running') for no key update`,
};
// What was committed up to the request is sequenced: the log was at most so large then. Noted once, or a busy log would
// run away from its checkpoints.
const NEED = {
  name: 'audit_export_need',
  text: `update audit_export x set needed_size = (select coalesce(max(seq) + 1, 0) from audit_leaf)
          from audit_sequencing s
          where x.id = $1 and x.needed_size is null and s.broken is null and s.sweep_at is null
            and pg_snapshot_xmin(s.done) > x.xact`,
};
const READY = {
  name: 'audit_export_ready',
  text: `select c.size::float8 as size, encode(c.root, 'base64') as root, c.note, c.at, k.origin, k.public_key as "publicKey"
           from audit_export x cross join audit_signing_key k
           cross join lateral (select * from audit_checkpoint where size >= x.needed_size order by size limit 1) c
          where x.id = $1`,
};
const BEGIN = {
  name: 'audit_export_begin',
  text: `update audit_export set state = 'running', events = 0, bytes = 0, checkpoint_size = $2, verifier_key = $3
          where id = $1`,
};
const ADD_CHUNK = {
  name: 'audit_export_add_chunk',
  text: `with chunk as (insert into audit_export_chunk (export_id, nth, gzipped) values ($1, $2, $3))
         update audit_export set events = events + $4, bytes = bytes + $5 where id = $1`,
};
const FINISH = {
  name: 'audit_export_finish',
  text: `update audit_export set state = 'finished', finished_at = $2, expires_at = $3, about = events where id = $1
         returning events::float8 as events, checkpoint_size::float8 as size`,
};
const FAIL = {
  name: 'audit_export_fail',
  text: `update audit_export set state = 'failed', finished_at = $2, failure = $3 where id = $1`,
};
const DELETE_CHUNKS = {
  name: 'audit_export_delete_chunks',
  text: 'delete from audit_export_chunk where export_id = $1',
};
const zip = promisify(gzip);

/**
 * Writes the file of an export, some events at a time, however long it is. It waits until all that was recorded up to the
 * request is under a checkpoint, so that each line can be proven. What breaks off begins anew.
 */
@Injectable()
export class WriteExport implements OnModuleInit {
  constructor(
    private readonly worker: Worker,
    private readonly jobs: Jobs,
    private readonly transaction: Transaction,
    private readonly policy: PolicyInForce,
    private readonly readAudit: ReadAudit,
    private readonly log: AuditLog,
    private readonly source: DataSource,
  ) {}

  onModuleInit(): void {
    this.worker.handle('run_audit_export', ({ exportId }, { last }) => this.run(exportId, last));
  }

  private async run(id: string, last: boolean): Promise<void> {
    try {
      const begun = await this.transaction.run((em) => this.begin(em, id));
      if (begun === undefined) return;
      const end = await this.write(id, begun);
      await this.transaction.run((em, now) => this.finish(em, now, id, end));
    } catch (fault) {
      if (last) await this.transaction.run((em, now) => this.fail(em, now, id));
      throw fault;
    }
  }

  /** Undefined where there is nothing to do, or not yet. */
  private async begin(em: EntityManager, id: string): Promise<Begun | undefined> {
    const [row] = await runNamed<Row>(em, FIND, [id]);
    if (!row) return undefined;
    await runNamed(em, NEED, [id]);
    const [ready] = await runNamed<Checkpoint & { origin: string; publicKey: Buffer }>(em, READY, [id]);
    if (!ready) {
      const [db] = await runNamed<{ now: Date }>(em, NOW, []);
      const runAt = db && new Date(db.now.getTime() + ASK_AGAIN_MS);
      await this.jobs.add(em, 'run_audit_export', { exportId: id }, { ...(runAt && { runAt }) });
      return undefined;
    }
    const { origin, publicKey, ...checkpoint } = ready;
    const verifierKey = verifierKeyText(sha256, origin, publicKey);
    await runNamed(em, DELETE_CHUNKS, [id]);
    await runNamed(em, BEGIN, [id, checkpoint.size, verifierKey]);
    return { ...row, checkpoint, verifierKey };
  }

  private async write(
    id: string,
    { format, filter, createdAt, checkpoint, verifierKey }: Begun,
  ): Promise<ExportEnd> {
    const header = { filter, checkpoint: { ...checkpoint, at: checkpoint.at.toISOString() }, verifierKey };
    const accountIds = await this.readAudit.accountsOf(filter);
    let text = firstLine(format, header);
    let after: Reached | undefined;
    const hashed = createHash('sha256');
    let events = 0;
    for (let nth = 0; ; nth++) {
      const found = await this.next(filter, accountIds, createdAt, checkpoint.size, after);
      const sequenced = found.flatMap(({ seq, leafHash, canonical }) =>
        seq === null || leafHash === null ? [] : [{ seq, leafHash, canonical }],
      );
      const paths = await pathsOf(
        poolOf(this.source),
        checkpoint.size,
        sequenced.map(({ seq }) => seq),
      );
      text += sequenced
        .map(({ seq, leafHash, canonical }, at) =>
          lineOf(format, {
            seq,
            canonical: canonical.toString(),
            leafHash: leafHash.toString('base64'),
            path: (paths[at] ?? []).map(base64Of),
          }),
        )
        .join('');
      for (const { leafHash } of sequenced) hashed.update(leafHash);
      events += sequenced.length;
      const isLast = found.length < AT_A_TIME;
      const end = { events, digest: isLast ? hashed.digest('base64') : '' };
      await this.keep(id, nth, isLast ? text + lastLine(format, end) : text, sequenced.length);
      if (isLast) return end;
      text = '';
      const last = found.at(-1);
      after = last && { at: last.at, id: last.id };
    }
  }

  /** Nothing that was recorded after the request. */
  private next(
    filter: Row['filter'],
    accountIds: readonly string[],
    upTo: Date,
    size: number,
    after: Reached | undefined,
  ): Promise<Found[]> {
    const beyond = new Date(upTo.getTime() + 1);
    const to = filter.to !== undefined && new Date(filter.to) < beyond ? filter.to : beyond.toISOString();
    const stretch = { ...filter, to, ...(after && { after }) };
    const { text, values } = stretchStatement(stretch, accountIds, size, AT_A_TIME);
    return runSql<Found>(poolOf(this.source), text, values);
  }

  private async keep(id: string, nth: number, text: string, events: number): Promise<void> {
    const gzipped = await zip(text);
    await this.transaction.run((em) =>
      runNamed(em, ADD_CHUNK, [id, nth, gzipped, events, Buffer.byteLength(text)]),
    );
  }

  private async finish(em: EntityManager, now: Date, id: string, { digest }: ExportEnd): Promise<void> {
    const { numbers } = await this.policy.read(em);
    const expiresAt = new Date(now.getTime() + numbers.audit.exportHours * HOUR_MS);
    const [written] = await runNamed<{ events: number; size: number }>(em, FINISH, [id, now, expiresAt]);
    await this.log.record(em, system(now), {
      action: 'audit.export-finished',
      facts: { exportId: id, events: written?.events ?? 0, checkpointSize: written?.size ?? 0, digest },
    });
  }

  /** The job was given up. Only that it failed is said: a fault may quote a value. */
  private async fail(em: EntityManager, now: Date, id: string): Promise<void> {
    await runNamed(em, DELETE_CHUNKS, [id]);
    await runNamed(em, FAIL, [id, now, 'broken-off']);
    await this.log.record(em, system(now), { action: 'audit.export-failed', facts: { exportId: id } });
  }
}

function system(now: Date): SystemContext {
  return { principal: { kind: 'system' }, address: null, now };
}
