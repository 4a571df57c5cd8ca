import {
  type CallBackView,
  callBackResponse,
  caseResponse,
  type CaseView,
  type DraftRequest,
  draftRequest,
  draftResponse,
  emptyRequest,
  idParams,
  type RecordCallerRequest,
  recordCallerRequest,
  type SetTicketRequest,
  setTicketRequest,
  type WaitRequest,
  waitRequest,
} from '@relink/contract';
import { Body, Controller, Get, HttpCode, Param, Post, Put, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, NoStepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { CaseViews } from './case-views.ts';
import { KeepDraft } from './keep-draft.ts';
import { RecordCaller } from './record-caller.ts';
import { SetTicket } from './set-ticket.ts';
import { ShowCallBack } from './show-call-back.ts';
import { TakeCase } from './take-case.ts';
import { WaitForCustomer } from './wait-for-customer.ts';

type Id = { id: string };

/** What happens to a case between its opening and its end: callers come and go, and it waits. */
@ApiTags('cases')
@Controller('api/cases/:id')
export class CaseWorkController {
  constructor(
    private readonly changes: Changes,
    private readonly views: CaseViews,
    private readonly takeCase: TakeCase,
    private readonly waitForCustomer: WaitForCustomer,
    private readonly recordCaller: RecordCaller,
    private readonly setTicket: SetTicket,
    private readonly keepDraft: KeepDraft,
    private readonly showCallBack: ShowCallBack,
  ) {}

  @Post('take')
  @ApiOperation({ summary: 'Makes a case one’s own that nobody has taken.' })
  @HttpCode(200)
  @Needs('cases.work')
  @NoStepUp('Work on a case changes no account.')
  @SerializeOptions({ schema: caseResponse })
  @ApiOkResponse({ standardSchema: caseResponse })
  async take(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: emptyRequest }) _nothing: object,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<CaseView> {
    await this.changes.run(change, (em, now) => this.takeCase.run(em, now, context, id));
    return this.views.load(context, id);
  }

  @Post('wait')
  @ApiOperation({ summary: 'Lets a case wait for its customer until a due time.' })
  @HttpCode(200)
  @Needs('cases.work')
  @NoStepUp('Work on a case changes no account.')
  @SerializeOptions({ schema: caseResponse })
  @ApiOkResponse({ standardSchema: caseResponse })
  async wait(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: waitRequest }) body: WaitRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<CaseView> {
    await this.changes.run(change, (em, now) => this.waitForCustomer.run(em, now, context, id, body));
    return this.views.load(context, id);
  }

  @Post('callers')
  @ApiOperation({ summary: 'Records who is on the line; anybody but the same person is verified anew.' })
  @HttpCode(200)
  @Needs('cases.work')
  @NoStepUp('Work on a case changes no account.')
  @SerializeOptions({ schema: caseResponse })
  @ApiOkResponse({ standardSchema: caseResponse })
  async callers(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: recordCallerRequest }) body: RecordCallerRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<CaseView> {
    await this.changes.run(change, (em, now) => this.recordCaller.run(em, now, context, id, body));
    return this.views.load(context, id);
  }

  @Post('ticket')
  @ApiOperation({ summary: 'Sets the shop’s ticket number of a case.' })
  @HttpCode(200)
  @Needs('cases.work')
  @NoStepUp('Work on a case changes no account.')
  @SerializeOptions({ schema: caseResponse })
  @ApiOkResponse({ standardSchema: caseResponse })
  async ticket(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: setTicketRequest }) body: SetTicketRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<CaseView> {
    await this.changes.run(change, (em, now) => this.setTicket.run(em, now, context, id, body));
    return this.views.load(context, id);
  }

  @Put('draft')
  @ApiOperation({ summary: 'Keeps what one has begun to write; an empty one is forgotten.' })
  @Needs('cases.work')
  @NoStepUp('Work on a case changes no account.')
  @SerializeOptions({ schema: draftResponse })
  @ApiOkResponse({ standardSchema: draftResponse })
  async draft(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: draftRequest }) body: DraftRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<{ draft: string }> {
    await this.changes.run(change, (em, now) => this.keepDraft.run(em, now, context, id, body));
    return { draft: await this.views.draft(context, id) };
  }

  @Get('call-back')
  @ApiOperation({ summary: 'Shows the number to call, to the agent who took the case.' })
  @Needs('cases.work')
  @SerializeOptions({ schema: callBackResponse })
  @ApiOkResponse({ standardSchema: callBackResponse })
  callBack(
    @Param({ schema: idParams }) { id }: Id,
    @FromAgent() context: AgentContext,
  ): Promise<CallBackView> {
    return this.showCallBack.run(context, id);
  }
}
