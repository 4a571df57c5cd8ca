import {
  type AuditCheckpoint,
  auditCheckpointParams,
  auditCheckpointResponse,
  type AuditCheckpointsQuery,
  auditCheckpointsQuery,
  type AuditConsistency,
  auditConsistencyQuery,
  auditConsistencyResponse,
  type AuditProof,
  auditProofResponse,
  idParams,
} from '@relink/contract';
import { Controller, Get, Param, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Needs } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { pageOf, sendList } from '../../platform/http/list.ts';
import { ReadProofs } from './read-proofs.ts';

/** What proves the log, for who may verify it. */
@ApiTags('audit')
@Controller('api')
export class ProofsController {
  constructor(private readonly proofs: ReadProofs) {}

  @Get('audit-events/:id/proof')
  @ApiOperation({ summary: 'The proof that an event is in the log. 409 until a checkpoint covers it.' })
  @Needs('audit.verify')
  @SerializeOptions({ schema: auditProofResponse })
  @ApiOkResponse({ standardSchema: auditProofResponse })
  proof(
    @FromAgent() context: AgentContext,
    @Param({ schema: idParams }) { id }: { id: string },
  ): Promise<AuditProof> {
    return this.proofs.proof(context, id);
  }

  @Get('audit-checkpoints')
  @ApiOperation({ summary: 'Lists the signed checkpoints of the log.' })
  @Needs('audit.verify')
  @SerializeOptions({ schema: auditCheckpointResponse })
  @ApiOkResponse({ standardSchema: auditCheckpointResponse, isArray: true })
  async checkpoints(
    @FromAgent() context: AgentContext,
    @Query({ schema: auditCheckpointsQuery }) query: AuditCheckpointsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuditCheckpoint[]> {
    const ids = query.filter?.id;
    const page = pageOf(query.range, typeof ids === 'object' ? ids.map(String) : undefined);
    const [rows, total] = await this.proofs.checkpoints(context, query, page);
    return sendList(reply, 'audit-checkpoints', page, rows, total);
  }

  @Get('audit-checkpoints/:size/consistency')
  @ApiOperation({ summary: 'The proof that a checkpoint continues an older one.' })
  @Needs('audit.verify')
  @SerializeOptions({ schema: auditConsistencyResponse })
  @ApiOkResponse({ standardSchema: auditConsistencyResponse })
  consistency(
    @FromAgent() context: AgentContext,
    @Param({ schema: auditCheckpointParams }) { size }: { size: number },
    @Query({ schema: auditConsistencyQuery }) { from }: { from: number },
  ): Promise<AuditConsistency> {
    return this.proofs.consistency(context, size, from);
  }
}
