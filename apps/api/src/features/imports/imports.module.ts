import { Module } from '@nestjs/common';
import { ErasurePlansModule } from '../erasure/index.ts';
import { FollowOrders } from './follow-orders.ts';
import { ImportMappings } from './import-mappings.ts';
import { ImportMappingsController } from './import-mappings.controller.ts';
import { ImportIssues } from './import-issues.ts';
import { ImportViews } from './import-views.ts';
import { ImportsController } from './imports.controller.ts';
import { KeepMapping } from './keep-mapping.ts';
import { KnowFile } from './know-file.ts';
import { OneImportAtATime } from './one-import-at-a-time.ts';
import { PreviewMapping } from './preview-mapping.ts';
import { ImportRunner } from './run-import.ts';
import { UploadImport } from './upload-import.ts';
import { WorkOffUploads } from './work-off-uploads.ts';

/** Imports of a shop's exports, by upload and by command. */
@Module({
  imports: [ErasurePlansModule],
  controllers: [ImportsController, ImportMappingsController],
  providers: [
    FollowOrders,
    KeepMapping,
    KnowFile,
    ImportMappings,
    PreviewMapping,
    ImportIssues,
    ImportViews,
    ImportRunner,
    OneImportAtATime,
    UploadImport,
    WorkOffUploads,
  ],
  exports: [ImportRunner, ImportIssues, ImportMappings, KnowFile],
})
export class ImportsModule {}
