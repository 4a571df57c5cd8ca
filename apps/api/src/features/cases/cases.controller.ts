import {
  type AddAccountRequest,
  addAccountRequest,
  addNoteRequest,
  caseResponse,
  type CaseRevision,
  caseRevisionResponse,
  casesQuery,
  type CasesQuery,
  caseSummary,
  type CaseSummary,
  type CaseView,
  type CloseCaseRequest,
  closeCaseRequest,
  type HandOverRequest,
  handOverRequest,
  type ReopenCaseRequest,
  reopenCaseRequest,
  idParams,
  type OpenCaseRequest,
  openCaseRequest,
  reportEmailLostRequest,
} from '@relink/contract';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Needs, NoStepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { pageOf, sendList } from '../../platform/http/list.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { AddAccount } from './add-account.ts';
import { AddNote } from './add-note.ts';
import { CaseList } from './case-list.ts';
import { CaseViews } from './case-views.ts';
import { CloseCase } from './close-case.ts';
import { HandOverCase } from './hand-over-case.ts';
import { OpenCase } from './open-case.ts';
import { ReopenCase } from './reopen-case.ts';
import { ReportEmailLost } from './report-email-lost.ts';

type Id = { id: string };

/** Cases: opened, listed, worked, closed. */
@ApiTags('cases')
@Controller('api/cases')
export class CasesController {
  constructor(
    private readonly changes: Changes,
    private readonly views: CaseViews,
    private readonly cases: CaseList,
    private readonly openCase: OpenCase,
    private readonly addAccount: AddAccount,
    private readonly addNote: AddNote,
    private readonly reportEmailLost: ReportEmailLost,
    private readonly closeCase: CloseCase,
    private readonly handOver: HandOverCase,
    private readonly reopenCase: ReopenCase,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists cases.' })
  @Needs('cases.list')
  @SerializeOptions({ schema: caseSummary })
  @ApiOkResponse({ standardSchema: caseSummary, isArray: true })
  async list(
    @Query({ schema: casesQuery }) query: CasesQuery,
    @FromAgent() context: AgentContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseSummary[]> {
    const page = pageOf(query.range, query.filter?.id);
    const { rows, total } = await this.cases.read(context, query, page);
    return sendList(reply, 'cases', page, rows, total);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One case with its assurance, evidence and what may be done.' })
  @Needs('cases.list')
  @SerializeOptions({ schema: caseResponse })
  @ApiOkResponse({ standardSchema: caseResponse })
  one(@Param({ schema: idParams }) { id }: Id, @FromAgent() context: AgentContext): Promise<CaseView> {
    return this.views.view(context, id);
  }

  @Get(':id/revision')
  @ApiOperation({ summary: 'Whether a case that is open has changed: nothing of the case itself.' })
  @Needs('cases.list')
  @SerializeOptions({ schema: caseRevisionResponse })
  @ApiOkResponse({ standardSchema: caseRevisionResponse })
  revision(
    @Param({ schema: idParams }) { id }: Id,
    @FromAgent() context: AgentContext,
  ): Promise<CaseRevision> {
    return this.views.revision(context, id);
  }

  @Post()
  @ApiOperation({ summary: 'Opens a case.' })
  @Needs('cases.work')
  @NoStepUp('Work on a case changes no account.')
  @SerializeOptions({ schema: caseResponse })
  @ApiCreatedResponse({ standardSchema: caseResponse })
  async open(
    @Body({ schema: openCaseRequest }) body: OpenCaseRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<CaseView> {
    const { resourceId } = await this.changes.run(change, (em, now) =>
      this.openCase.run(em, now, context, body),
    );
    return this.views.load(context, resourceId);
  }

  @Post(':id/accounts')
  @ApiOperation({ summary: 'Adds an account to a case.' })
  @Needs('cases.work')
  @NoStepUp('Work on a case changes no account.')
  @SerializeOptions({ schema: caseResponse })
  @ApiCreatedResponse({ standardSchema: caseResponse })
  async accounts(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: addAccountRequest }) body: AddAccountRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<CaseView> {
    await this.changes.run(change, (em, now) => this.addAccount.run(em, now, context, id, body));
    return this.views.load(context, id);
  }

  @Post(':id/notes')
  @ApiOperation({ summary: 'Adds a note to a case.' })
  @Needs('cases.work')
  @NoStepUp('Work on a case changes no account.')
  @SerializeOptions({ schema: caseResponse })
  @ApiCreatedResponse({ standardSchema: caseResponse })
  async notes(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: addNoteRequest }) body: { body: string },
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<CaseView> {
    await this.changes.run(change, (em, now) => this.addNote.run(em, now, context, id, body));
    return this.views.load(context, id);
  }

  @Post(':id/lost-emails')
  @ApiOperation({ summary: 'Records that the caller has lost the account’s e-mail.' })
  @Needs('cases.work')
  @NoStepUp('Work on a case changes no account.')
  @SerializeOptions({ schema: caseResponse })
  @ApiCreatedResponse({ standardSchema: caseResponse })
  async lostEmails(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: reportEmailLostRequest }) body: { accountId: string },
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<CaseView> {
    await this.changes.run(change, (em, now) => this.reportEmailLost.run(em, now, context, id, body));
    return this.views.load(context, id);
  }

  @Post(':id/close')
  @ApiOperation({ summary: 'Closes a case with an outcome.' })
  @HttpCode(200)
  @Needs('cases.work')
  @NoStepUp('Work on a case changes no account.')
  @SerializeOptions({ schema: caseResponse })
  @ApiOkResponse({ standardSchema: caseResponse })
  async close(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: closeCaseRequest }) body: CloseCaseRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<CaseView> {
    await this.changes.run(change, (em, now) => this.closeCase.run(em, now, context, id, body));
    return this.views.load(context, id);
  }

  @Post(':id/hand-over')
  @ApiOperation({ summary: 'Hands a case over to another agent.' })
  @HttpCode(200)
  @Needs('cases.work')
  @NoStepUp('Work on a case changes no account.')
  @SerializeOptions({ schema: caseResponse })
  @ApiOkResponse({ standardSchema: caseResponse })
  async handOverTo(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: handOverRequest }) body: HandOverRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<CaseView> {
    await this.changes.run(change, (em, now) => this.handOver.run(em, now, context, id, body));
    return this.views.load(context, id);
  }

  @Post(':id/reopen')
  @ApiOperation({ summary: 'Opens a closed case again.' })
  @HttpCode(200)
  @Needs('cases.work')
  @NoStepUp('Work on a case changes no account.')
  @SerializeOptions({ schema: caseResponse })
  @ApiOkResponse({ standardSchema: caseResponse })
  async reopen(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: reopenCaseRequest }) body: ReopenCaseRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<CaseView> {
    await this.changes.run(change, (em, now) => this.reopenCase.run(em, now, context, id, body));
    return this.views.load(context, id);
  }
}
