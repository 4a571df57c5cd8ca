import { Global, Module } from '@nestjs/common';
import { AuditRefusals } from '../../platform/guard/audit-refusals.ts';
import { AuditController } from './audit.controller.ts';
import { AuditLog } from './audit-log.ts';
import { AuditProofsModule } from './audit-proofs.module.ts';
import { AuditPermissionRefusals } from './audit-permission-refusals.ts';
import { EventViews } from './event-views.ts';
import { ReadAudit } from './read-audit.ts';
import { TooManyTries } from './too-many-tries.ts';

/** Global: no action without its event. */
@Global()
@Module({
  imports: [AuditProofsModule],
  controllers: [AuditController],
  providers: [
    AuditLog,
    EventViews,
    ReadAudit,
    TooManyTries,
    { provide: AuditRefusals, useClass: AuditPermissionRefusals },
  ],
  exports: [AuditLog, AuditRefusals, TooManyTries],
})
export class AuditModule {}
