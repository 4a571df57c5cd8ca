import { Module } from '@nestjs/common';
import { ImportIssues } from './import-issues.ts';
import { ImportViews } from './import-views.ts';
import { ImportsController } from './imports.controller.ts';
import { OneImportAtATime } from './one-import-at-a-time.ts';
import { ImportRunner } from './run-import.ts';
import { UploadImport } from './upload-import.ts';
import { WorkOffUploads } from './work-off-uploads.ts';

/** Imports of a shop's exports, by upload and by command. */
@Module({
  controllers: [ImportsController],
  providers: [ImportIssues, ImportViews, ImportRunner, OneImportAtATime, UploadImport, WorkOffUploads],
  exports: [ImportRunner, ImportIssues],
})
export class ImportsModule {}
