import { Module, type OnModuleInit } from '@nestjs/common';
import { Worker } from '../../platform/jobs/worker.ts';
import { ImportIssues } from './import-issues.ts';
import { ImportViews } from './import-views.ts';
import { ImportsController } from './imports.controller.ts';
import { OneImportAtATime } from './one-import-at-a-time.ts';
import { ImportRunner } from './run-import.ts';
import { UploadImport } from './upload-import.ts';

/** Imports of a shop's exports, by upload and by command. */
@Module({
  controllers: [ImportsController],
  providers: [ImportIssues, ImportViews, ImportRunner, OneImportAtATime, UploadImport],
  exports: [ImportRunner, ImportIssues],
})
export class ImportsModule implements OnModuleInit {
  constructor(
    private readonly worker: Worker,
    private readonly runner: ImportRunner,
  ) {}

  onModuleInit(): void {
    this.worker.handle('run_import', async ({ importId }, { last }) => {
      await this.runner.run(importId, { last });
    });
  }
}
