import {
  type AskDocumentRequest,
  askDocumentRequest,
  type DecideDocumentRequest,
  decideDocumentRequest,
  documentPictureParams,
  documentResponse,
  documentsQuery,
  type DocumentsQuery,
  documentSummary,
  type DocumentSummary,
  type DocumentView,
  idParams,
  type ProposeDocumentRequest,
  proposeDocumentRequest,
} from '@relink/contract';
import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  Post,
  Query,
  Res,
  SerializeOptions,
  StreamableFile,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Needs, NoStepUp, StepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { pageOf, sendList } from '../../platform/http/list.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { AskDocument } from './ask-document.ts';
import { DocumentViews } from './document-views.ts';
import { JudgeDocument } from './judge-document.ts';
import { LookAtPicture } from './look-at-picture.ts';

type Id = { id: string };

/** Identity documents: asked for in a case, compared by its agent, confirmed by another person. */
@ApiTags('documents')
@Controller('api')
export class DocumentsController {
  constructor(
    private readonly changes: Changes,
    private readonly views: DocumentViews,
    private readonly ask: AskDocument,
    private readonly look: LookAtPicture,
    private readonly judge: JudgeDocument,
  ) {}

  @Get('cases/:id/documents')
  @ApiOperation({
    summary: 'The identity documents of a case: for its agent, and for who confirms documents.',
  })
  @Needs('cases.work')
  @SerializeOptions({ schema: documentResponse })
  @ApiOkResponse({ standardSchema: documentResponse, isArray: true })
  ofCase(
    @Param({ schema: idParams }) { id }: Id,
    @FromAgent() context: AgentContext,
  ): Promise<DocumentView[]> {
    return this.views.ofCase(context, id);
  }

  @Post('cases/:id/documents')
  @ApiOperation({
    summary: 'Asks for an identity document, by a link to a contact on file or by a code read out.',
  })
  @Needs('cases.work')
  @NoStepUp('Evidence is taken while the caller is on the phone.')
  @SerializeOptions({ schema: documentResponse })
  @ApiCreatedResponse({ standardSchema: documentResponse })
  async askFor(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: askDocumentRequest }) body: AskDocumentRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<DocumentView> {
    const done = await this.changes.run(change, (em, now) => this.ask.run(em, now, context, id, body));
    return this.views.one(context, done.resourceId);
  }

  @Get('documents')
  @ApiOperation({ summary: 'Lists identity documents, those that wait for a decision first.' })
  @Needs('documents.confirm')
  @SerializeOptions({ schema: documentSummary })
  @ApiOkResponse({ standardSchema: documentSummary, isArray: true })
  async list(
    @Query({ schema: documentsQuery }) query: DocumentsQuery,
    @FromAgent() context: AgentContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DocumentSummary[]> {
    const page = pageOf(query.range, query.filter?.id);
    const { rows, total } = await this.views.list(context, query, page);
    return sendList(reply, 'documents', page, rows, total);
  }

  @Get('documents/:id')
  @ApiOperation({ summary: 'One identity document: what is known of it, and what may be done.' })
  @Needs('cases.work')
  @SerializeOptions({ schema: documentResponse })
  @ApiOkResponse({ standardSchema: documentResponse })
  one(@Param({ schema: idParams }) { id }: Id, @FromAgent() context: AgentContext): Promise<DocumentView> {
    return this.views.one(context, id);
  }

  @Get('documents/:id/pages/:number')
  @ApiOperation({ summary: 'One picture of a document. Each look is an event.' })
  @Needs('cases.work')
  @Header('content-disposition', 'inline')
  @Header('content-security-policy', "default-src 'none'; sandbox; frame-ancestors 'none'")
  @Header('cross-origin-resource-policy', 'same-origin')
  @ApiProduces('image/jpeg')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async page(
    @Param({ schema: documentPictureParams }) { id, number }: Id & { number: number },
    @FromAgent() context: AgentContext,
  ): Promise<StreamableFile> {
    const jpeg = await this.look.run(context, id, number);
    return new StreamableFile(jpeg, { type: 'image/jpeg', disposition: 'inline', length: jpeg.length });
  }

  @Post('documents/:id/proposal')
  @ApiOperation({ summary: 'Says what the agent found when comparing a document with the account.' })
  @HttpCode(200)
  @Needs('cases.work')
  @NoStepUp('Evidence is taken while the caller is on the phone.')
  @SerializeOptions({ schema: documentResponse })
  @ApiOkResponse({ standardSchema: documentResponse })
  async propose(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: proposeDocumentRequest }) body: ProposeDocumentRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<DocumentView> {
    await this.changes.run(change, (em, now) => this.judge.propose(em, now, context, id, body));
    return this.views.one(context, id);
  }

  @Post('documents/:id/confirm')
  @ApiOperation({ summary: 'Confirms a document that its agent found to match: from now on it is evidence.' })
  @HttpCode(200)
  @Needs('documents.confirm')
  @StepUp()
  @SerializeOptions({ schema: documentResponse })
  @ApiOkResponse({ standardSchema: documentResponse })
  confirm(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: decideDocumentRequest }) body: DecideDocumentRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<DocumentView> {
    return this.decide(change, context, { ...body, id, decision: 'confirm' });
  }

  @Post('documents/:id/reject')
  @ApiOperation({ summary: 'Rejects a document, with a reason.' })
  @HttpCode(200)
  @Needs('documents.confirm')
  @StepUp()
  @SerializeOptions({ schema: documentResponse })
  @ApiOkResponse({ standardSchema: documentResponse })
  reject(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: decideDocumentRequest }) body: DecideDocumentRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<DocumentView> {
    return this.decide(change, context, { ...body, id, decision: 'reject' });
  }

  private async decide(
    change: ChangeRequest,
    context: AgentContext,
    asked: DecideDocumentRequest & Id & { readonly decision: 'confirm' | 'reject' },
  ): Promise<DocumentView> {
    await this.changes.run(change, (em, now) => this.judge.decide(em, now, context, asked));
    return this.views.one(context, asked.id);
  }
}
