import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Injectable, StreamableFile } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { problem } from '../../platform/problems/problem.ts';
import { AuditLog } from './audit-log.ts';
import { ExportViews } from './export-views.ts';

const TYPES = { ndjson: 'application/x-ndjson', csv: 'text/csv; charset=utf-8' } as const;
const unzip = promisify(gunzip);

/** Hands the file of an export to who asked for it, and records that it left. */
@Injectable()
export class ExportFile {
  constructor(
    private readonly views: ExportViews,
    private readonly log: AuditLog,
    private readonly source: DataSource,
  ) {}

  async open(context: AgentContext, id: string): Promise<StreamableFile> {
    const { own, state, format, events, expiresAt } = await this.views.one(context.principal.id, id);
    // Whether or not the worker came to delete it.
    const isOver = state === 'deleted' || (expiresAt !== null && new Date(expiresAt) <= context.now);
    const code = !own
      ? 'not-permitted'
      : isOver
        ? 'export-gone'
        : state === 'finished'
          ? undefined
          : 'export-not-ready';
    await this.log.record(poolOf(this.source), context, {
      action: 'audit.export-downloaded',
      ...(code !== undefined && { outcome: 'refused' as const }),
      facts: { exportId: id, ...(code === undefined ? { events } : { code }) },
    });
    if (code !== undefined) throw problem(code);
    return new StreamableFile(Readable.from(this.chunks(id), { objectMode: false }), {
      type: TYPES[format],
      disposition: `attachment; filename="audit-${id}.${format}"`,
    });
  }

  /** One after another, as fast as they are taken: never the whole file in memory. */
  private async *chunks(id: string): AsyncGenerator<Buffer> {
    for (let nth = 0; ; nth++) {
      const [chunk] = await runSql<{ gzipped: Buffer }>(
        poolOf(this.source),
        'select gzipped from audit_export_chunk where export_id = $1 and nth = $2',
        [id, nth],
      );
      if (!chunk) return;
      yield await unzip(chunk.gzipped);
    }
  }
}
