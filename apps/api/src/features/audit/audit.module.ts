import { Global, Module } from '@nestjs/common';
import { AuditRefusals } from '../../platform/guard/audit-refusals.ts';
import { AuditController } from './audit.controller.ts';
import { AuditExportsController } from './audit-exports.controller.ts';
import { AuditFilters } from './audit-filters.ts';
import { AuditFiltersController } from './audit-filters.controller.ts';
import { AuditLog } from './audit-log.ts';
import { AuditProofsModule } from './audit-proofs.module.ts';
import { AuditPermissionRefusals } from './audit-permission-refusals.ts';
import { AuditStream } from './audit-stream.ts';
import { AuditStreamController } from './audit-stream.controller.ts';
import { DeleteExports } from './delete-exports.ts';
import { EventViews } from './event-views.ts';
import { ExpireBodies } from './expire-bodies.ts';
import { ExportFile } from './export-file.ts';
import { ExportViews } from './export-views.ts';
import { ReadAudit } from './read-audit.ts';
import { RequestExport } from './request-export.ts';
import { StreamEvents } from './stream-events.ts';
import { TooManyTries } from './too-many-tries.ts';
import { WriteExport } from './write-export.ts';

/** Global: no action without its event. */
@Global()
@Module({
  imports: [AuditProofsModule],
  controllers: [AuditController, AuditExportsController, AuditFiltersController, AuditStreamController],
  providers: [
    AuditFilters,
    AuditLog,
    AuditStream,
    DeleteExports,
    EventViews,
    ExpireBodies,
    ExportFile,
    ExportViews,
    ReadAudit,
    RequestExport,
    StreamEvents,
    TooManyTries,
    WriteExport,
    { provide: AuditRefusals, useClass: AuditPermissionRefusals },
  ],
  exports: [AuditLog, AuditRefusals, TooManyTries],
})
export class AuditModule {}
