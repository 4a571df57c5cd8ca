import { Global, Module } from '@nestjs/common';
import { AuditRefusals } from '../../platform/guard/audit-refusals.ts';
import { AuditLog } from './audit-log.ts';
import { AuditPermissionRefusals } from './audit-permission-refusals.ts';

/** Global: no action without its event. */
@Global()
@Module({
  providers: [AuditLog, { provide: AuditRefusals, useClass: AuditPermissionRefusals }],
  exports: [AuditLog, AuditRefusals],
})
export class AuditModule {}
