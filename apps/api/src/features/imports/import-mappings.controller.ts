import {
  createImportMappingRequest,
  type CreateImportMappingRequest,
  idParams,
  importMappingResponse,
  importMappingsQuery,
  type ImportMappingsQuery,
  type ImportMappingView,
  type ImportPreview,
  importPreviewResponse,
  previewImportMappingRequest,
  type PreviewImportMappingRequest,
  updateImportMappingRequest,
  type UpdateImportMappingRequest,
} from '@relink/contract';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  Res,
  SerializeOptions,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Needs, NoStepUp, StepUp } from '../../platform/guard/access.ts';
import { pageOf, sendList } from '../../platform/http/list.ts';
import type { ChangeRequest } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { ImportMappings } from './import-mappings.ts';
import { KeepMapping } from './keep-mapping.ts';
import { PreviewMapping } from './preview-mapping.ts';

/** How files that no one knows are read, kept by name. */
@ApiTags('imports')
@Controller('api/import-mappings')
export class ImportMappingsController {
  constructor(
    private readonly mappings: ImportMappings,
    private readonly keep: KeepMapping,
    private readonly previews: PreviewMapping,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists the mappings in use; with the filter `retired` all of them.' })
  @Needs('imports.manage')
  @SerializeOptions({ schema: importMappingResponse })
  @ApiOkResponse({ standardSchema: importMappingResponse, isArray: true })
  async list(
    @Query({ schema: importMappingsQuery }) query: ImportMappingsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportMappingView[]> {
    const page = pageOf(query.range, query.filter?.id);
    const { rows, total } = await this.mappings.list(query, page);
    return sendList(reply, 'import-mappings', page, rows, total);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One mapping.' })
  @Needs('imports.manage')
  @SerializeOptions({ schema: importMappingResponse })
  @ApiOkResponse({ standardSchema: importMappingResponse })
  one(@Param({ schema: idParams }) { id }: { id: string }): Promise<ImportMappingView> {
    return this.mappings.one(id);
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'Shows how the first rows of a file would be read. Nothing of it is kept.' })
  @Needs('imports.manage')
  @NoStepUp('A preview keeps nothing.')
  @SerializeOptions({ schema: importPreviewResponse })
  @ApiOkResponse({ standardSchema: importPreviewResponse })
  preview(
    @Body({ schema: previewImportMappingRequest }) body: PreviewImportMappingRequest,
  ): Promise<ImportPreview> {
    return this.previews.preview(body);
  }

  @Post()
  @ApiOperation({ summary: 'Keeps a mapping by name.' })
  @Needs('imports.manage')
  @StepUp()
  @SerializeOptions({ schema: importMappingResponse })
  @ApiCreatedResponse({ standardSchema: importMappingResponse })
  async create(
    @Body({ schema: createImportMappingRequest }) body: CreateImportMappingRequest,
    @Change() change: ChangeRequest,
  ): Promise<ImportMappingView> {
    return this.mappings.one(await this.keep.create(change, body));
  }

  @Put(':id')
  @ApiOperation({ summary: 'Changes a mapping.' })
  @Needs('imports.manage')
  @StepUp()
  @SerializeOptions({ schema: importMappingResponse })
  @ApiOkResponse({ standardSchema: importMappingResponse })
  async update(
    @Param({ schema: idParams }) { id }: { id: string },
    @Body({ schema: updateImportMappingRequest }) body: UpdateImportMappingRequest,
    @Change() change: ChangeRequest,
  ): Promise<ImportMappingView> {
    return this.mappings.one(await this.keep.update(change, id, body));
  }

  @Post(':id/retire')
  @HttpCode(200)
  @ApiOperation({ summary: 'Takes a mapping out of use.' })
  @Needs('imports.manage')
  @StepUp()
  @SerializeOptions({ schema: importMappingResponse })
  @ApiOkResponse({ standardSchema: importMappingResponse })
  async retire(
    @Param({ schema: idParams }) { id }: { id: string },
    @Change() change: ChangeRequest,
  ): Promise<ImportMappingView> {
    return this.mappings.one(await this.keep.retire(change, id));
  }
}
