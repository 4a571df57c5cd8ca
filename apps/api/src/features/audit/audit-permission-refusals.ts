import type { Permission } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { AuditRefusals } from '../../platform/guard/audit-refusals.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { AuditLog } from './audit-log.ts';

/** Records that a role tried what it may not do. */
@Injectable()
export class AuditPermissionRefusals extends AuditRefusals {
  constructor(
    private readonly log: AuditLog,
    private readonly source: DataSource,
  ) {
    super();
  }

  async record(context: AgentContext, permission: Permission): Promise<void> {
    await this.log.record(poolOf(this.source), context, {
      action: 'permission.refused',
      outcome: 'refused',
      facts: { permission },
    });
  }
}
