import { rm } from 'node:fs/promises';
import { DEFAULT_REALM } from '@relink/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { AuditLog } from '../audit/index.ts';
import { createImport } from './create-import.ts';
import { receiveUpload } from './receive-upload.ts';

const TRIES = 3;

/** Takes an upload and queues its import. Imports of a realm run one after another. */
@Injectable()
export class UploadImport {
  constructor(
    private readonly changes: Changes,
    private readonly jobs: Jobs,
    private readonly audit: AuditLog,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Returns the import's id: that of the first, when the same upload is sent again under its key. */
  async upload(request: FastifyRequest, change: ChangeRequest): Promise<string> {
    const id = uuidv7();
    const { path, fileName, bytes, digest, kind } = await receiveUpload(request, this.settings, id);
    const { principal } = change.context;
    const startedBy = principal.kind === 'agent' ? principal.id : null;
    let used = false;
    try {
      const done = await this.changes.run({ ...change, payload: { fileName, digest } }, async (em, now) => {
        const realm = DEFAULT_REALM;
        await createImport(em, { id, realm, kind, fileName, path, bytes, startedBy, isDemo: false }, now);
        await this.jobs.add(em, 'run_import', { importId: id }, { maxAttempts: TRIES });
        await this.audit.record(em, change.context, {
          action: 'import.requested',
          origin: 'import',
          facts: { importId: id, kind, bytes, digest },
        });
        return { resourceId: id, result: undefined };
      });
      used = done.resourceId === id;
      return done.resourceId;
    } finally {
      if (!used) await rm(path, { force: true });
    }
  }
}
