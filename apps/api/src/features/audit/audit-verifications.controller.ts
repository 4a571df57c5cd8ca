import { type AuditVerificationState, auditVerificationResponse } from '@relink/contract';
import { Controller, Get, Post, SerializeOptions } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, NoStepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { AuditVerifications } from './audit-verifications.ts';

/**
 * Verifying the whole log. That it was asked for and what it came to are audited; that somebody looks how far it is is not:
 * it shows nothing of any customer, and each look would be one more event to verify.
 */
@ApiTags('audit')
@Controller('api')
export class AuditVerificationsController {
  constructor(
    private readonly changes: Changes,
    private readonly verifications: AuditVerifications,
  ) {}

  @Get('audit-verification')
  @ApiOperation({ summary: 'When the log was last verified, to which checkpoint, and what came out.' })
  @Needs('audit.verify')
  @SerializeOptions({ schema: auditVerificationResponse })
  @ApiOkResponse({ standardSchema: auditVerificationResponse })
  read(): Promise<AuditVerificationState> {
    return this.verifications.read();
  }

  @Post('audit-verifications')
  @ApiOperation({ summary: 'Has the whole log verified by the worker.' })
  @Needs('audit.verify')
  @NoStepUp('Verifying changes nothing.')
  @SerializeOptions({ schema: auditVerificationResponse })
  @ApiCreatedResponse({ standardSchema: auditVerificationResponse })
  async request(
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<AuditVerificationState> {
    await this.changes.run(change, (em, now) => this.verifications.request(em, now, context));
    return this.verifications.read();
  }
}
