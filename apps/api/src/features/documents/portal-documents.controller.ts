import {
  type DocumentKey,
  documentRequestRequest,
  type DocumentRequestResponse,
  documentRequestResponse,
  type DocumentSentResponse,
  documentSentResponse,
} from '@relink/contract';
import { PICTURE_KINDS } from '@relink/domain';
import { Body, Controller, HttpCode, Post, Req, SerializeOptions } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { OnPortal } from '../../platform/guard/access.ts';
import { FromPortal, type RequestContext } from '../../platform/guard/request-context.ts';
import { refuseEvenly } from '../../platform/http/refuse-evenly.ts';
import type { ChangeRequest } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { SendInDocument } from './send-in-document.ts';

const text = { type: 'string' } as const;

/** Where a customer sends an identity document in. */
@ApiTags('portal')
@OnPortal()
@Controller('api/portal')
export class PortalDocumentsController {
  constructor(
    private readonly source: DataSource,
    private readonly policy: PolicyInForce,
    private readonly sendIn: SendInDocument,
  ) {}

  @Post('document-requests')
  @ApiOperation({ summary: 'What a link or a code asks for. It uses nothing up.' })
  @HttpCode(200)
  @SerializeOptions({ schema: documentRequestResponse })
  @ApiOkResponse({ standardSchema: documentRequestResponse })
  async asked(
    @Body({ schema: documentRequestRequest }) key: DocumentKey,
    @FromPortal() context: RequestContext,
  ): Promise<DocumentRequestResponse> {
    const asked = await refuseEvenly(() => this.sendIn.asked(context, key));
    const { pictures, megabytes, deletedAfterHours } = await this.numbers();
    return {
      expiresAt: asked.expires_at.toISOString(),
      pictures,
      megabytes,
      kinds: [...PICTURE_KINDS],
      deletedAfterHours,
    };
  }

  @Post('documents')
  @ApiOperation({ summary: 'Takes the pictures of a document, once: the key as fields, then the pictures.' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      properties: {
        token: text,
        reference: text,
        code: text,
        picture: { type: 'array', items: { type: 'string', format: 'binary' } },
      },
    },
  })
  @SerializeOptions({ schema: documentSentResponse })
  @ApiCreatedResponse({ standardSchema: documentSentResponse })
  async send(@Req() request: FastifyRequest, @Change() change: ChangeRequest): Promise<DocumentSentResponse> {
    const { result } = await refuseEvenly(() => this.sendIn.run(request, change));
    const { deletedAfterHours } = await this.numbers();
    return { pictures: result.pictures, deletedAfterHours };
  }

  private async numbers() {
    return (await this.policy.read(poolOf(this.source))).numbers.document;
  }
}
