import {
  type CancelChangeRequest,
  cancelChangeRequest,
  caseResponse,
  type CaseView,
  type ChangeParams,
  changeParams,
  idParams,
  type ReassignEmailRequest,
  reassignEmailRequest,
  type ReassignEmailResponse,
  reassignEmailResponse,
  type SentResponse,
  sentResponse,
} from '@relink/contract';
import { Body, Controller, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { Needs, NoStepUp, StepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { CaseViews } from '../cases/index.ts';
import { readSent } from '../verification/index.ts';
import { CancelReassignment } from './cancel-reassignment.ts';
import { readChange } from './changes-of-case.ts';
import { readEmail } from './read-email.ts';
import { ReassignEmail } from './reassign-email.ts';
import { ResendConfirmation } from './resend-confirmation.ts';

/** What an agent does about the identifiers of an account. */
@ApiTags('identifiers')
@Controller('api/cases/:id/email-reassignments')
export class IdentifiersController {
  constructor(
    private readonly changes: Changes,
    private readonly cases: CaseViews,
    private readonly source: DataSource,
    private readonly reassignEmail: ReassignEmail,
    private readonly cancelReassignment: CancelReassignment,
    private readonly resendConfirmation: ResendConfirmation,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Gives an account a new e-mail.' })
  @Needs('cases.work')
  @StepUp()
  @SerializeOptions({ schema: reassignEmailResponse })
  @ApiCreatedResponse({ standardSchema: reassignEmailResponse })
  async reassign(
    @Param({ schema: idParams }) { id }: { id: string },
    @Body({ schema: reassignEmailRequest }) { accountId, email }: ReassignEmailRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<ReassignEmailResponse> {
    const asked = { accountId, email: readEmail(email) };
    const { resourceId } = await this.changes.run(change, (em, now) =>
      this.reassignEmail.run(em, now, context, id, asked),
    );
    return readChange(poolOf(this.source), context, id, resourceId);
  }

  @Post(':changeId/cancel')
  @ApiOperation({ summary: 'Takes back a new e-mail or phone that waits to be confirmed.' })
  @HttpCode(200)
  @Needs('cases.work')
  @StepUp()
  @SerializeOptions({ schema: caseResponse })
  @ApiOkResponse({ standardSchema: caseResponse })
  async cancel(
    @Param({ schema: changeParams }) { id: caseId, changeId }: ChangeParams,
    @Body({ schema: cancelChangeRequest }) { reason }: CancelChangeRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<CaseView> {
    await this.changes.run(change, (em, now) =>
      this.cancelReassignment.run(em, now, context, { caseId, changeId, reason }),
    );
    return this.cases.load(context, caseId);
  }

  @Post(':changeId/confirmations')
  @ApiOperation({
    summary: 'Sends the confirmation of a new e-mail or phone again.',
  })
  @Needs('cases.work')
  @NoStepUp('It goes to the contact that was asked before.')
  @SerializeOptions({ schema: sentResponse })
  @ApiCreatedResponse({ standardSchema: sentResponse })
  async resend(
    @Param({ schema: changeParams }) { id: caseId, changeId }: ChangeParams,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<SentResponse> {
    const { resourceId } = await this.changes.run(change, (em, now) =>
      this.resendConfirmation.run(em, now, context, { caseId, changeId }),
    );
    return readSent(poolOf(this.source), caseId, resourceId);
  }
}
