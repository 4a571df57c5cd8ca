import { rm } from 'node:fs/promises';
import type { ImportMappingView } from '@relink/contract';
import { DEFAULT_REALM } from '@relink/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { AuditLog } from '../audit/index.ts';
import { createImport } from './create-import.ts';
import { ImportMappings } from './import-mappings.ts';
import { KnowFile, type KnownFile } from './know-file.ts';
import { receiveUpload, type Upload } from './receive-upload.ts';

const TRIES = 3;

/** Takes an upload and queues its import. Imports of a realm run one after another. */
@Injectable()
export class UploadImport {
  constructor(
    private readonly changes: Changes,
    private readonly jobs: Jobs,
    private readonly audit: AuditLog,
    private readonly mappings: ImportMappings,
    private readonly known: KnowFile,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * Takes a file that is read by the mapping, or as its header says without one. Returns the import's id: that of the
   * first, when the same upload is sent again under its key.
   */
  async upload(request: FastifyRequest, change: ChangeRequest, mappingId?: string): Promise<string> {
    const chosen = mappingId === undefined ? undefined : await this.mappings.one(mappingId);
    const id = uuidv7();
    const upload = await receiveUpload(request, this.settings, id);
    const { path, fileName, bytes, digest } = upload;
    const { kind, mapping } = await this.knownOrGone(upload, chosen);
    const { principal } = change.context;
    const startedBy = principal.kind === 'agent' ? principal.id : null;
    let used = false;
    try {
      const done = await this.changes.run(
        { ...change, payload: { fileName, digest, mappingId } },
        async (em, now) => {
          const realm = DEFAULT_REALM;
          const file = { id, realm, kind, mapping, fileName, path, bytes, startedBy, isDemo: false };
          await createImport(em, file, now);
          await this.jobs.add(em, 'run_import', { importId: id }, { maxAttempts: TRIES });
          await this.audit.record(em, change.context, {
            action: 'import.requested',
            origin: 'import',
            facts: { importId: id, kind, bytes, digest, ...(mapping && { mappingId: mapping.id }) },
          });
          return { resourceId: id, result: undefined };
        },
      );
      used = done.resourceId === id;
      return done.resourceId;
    } finally {
      if (!used) await rm(path, { force: true });
    }
  }

  private async knownOrGone({ path }: Upload, chosen: ImportMappingView | undefined): Promise<KnownFile> {
    try {
      return await this.known.know(path, chosen);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }
}
