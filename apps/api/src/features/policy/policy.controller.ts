import {
  policyResponse,
  type PolicyResponse,
  policyVersionsQuery,
  type PolicyVersionsQuery,
  policyVersionView,
  type PolicyVersionView,
  setPolicyRequest,
  type SetPolicyRequest,
} from '@relink/contract';
import { Body, Controller, Get, Param, Post, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { poolOf } from '../../platform/database/data-source.ts';
import { Needs, StepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { pageOf, sendList } from '../../platform/http/list.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { problem } from '../../platform/problems/problem.ts';
import { PolicyVersions } from './policy-versions.ts';
import { SetPolicy } from './set-policy.ts';

const versionParams = z.object({ id: z.coerce.number().int().positive().max(2_147_483_647) });

/** The policy in force, its versions, and the next one. */
@ApiTags('policy')
@Controller('api')
export class PolicyController {
  constructor(
    private readonly policy: PolicyInForce,
    private readonly versions: PolicyVersions,
    private readonly changes: Changes,
    private readonly setPolicy: SetPolicy,
    private readonly source: DataSource,
  ) {}

  @Get('policy')
  @ApiOperation({ summary: 'The policy in force.' })
  @Needs('policy.read')
  @SerializeOptions({ schema: policyResponse })
  @ApiOkResponse({ standardSchema: policyResponse })
  async read(): Promise<PolicyResponse> {
    const { version, preset, numbers, rules, assurance } = await this.policy.readAnew(poolOf(this.source));
    return { version, preset, numbers, rules, assurance: [...assurance] };
  }

  @Get('policy-versions')
  @ApiOperation({ summary: 'Lists the versions of the policy, the newest first, each with what it changed.' })
  @Needs('policy.read')
  @SerializeOptions({ schema: policyVersionView })
  @ApiOkResponse({ standardSchema: policyVersionView, isArray: true })
  async list(
    @Query({ schema: policyVersionsQuery }) query: PolicyVersionsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PolicyVersionView[]> {
    const page = pageOf(query.range, undefined);
    const all = await this.versions.all();
    const sorted = query.sort?.[1] === 'ASC' ? all.toReversed() : all;
    const rows = sorted.slice(page.offset, page.offset + page.limit);
    return sendList(reply, 'policy-versions', page, rows, all.length);
  }

  @Get('policy-versions/:id')
  @ApiOperation({ summary: 'One version of the policy.' })
  @Needs('policy.read')
  @SerializeOptions({ schema: policyVersionView })
  @ApiOkResponse({ standardSchema: policyVersionView })
  async one(@Param({ schema: versionParams }) { id }: { id: number }): Promise<PolicyVersionView> {
    const found = (await this.versions.all()).find((version) => version.id === id);
    if (!found) throw problem('not-found');
    return found;
  }

  @Post('policy-versions')
  @ApiOperation({ summary: 'Sets the policy from a time on.' })
  @Needs('policy.manage')
  @StepUp()
  @SerializeOptions({ schema: policyVersionView })
  @ApiCreatedResponse({ standardSchema: policyVersionView })
  async set(
    @Body({ schema: setPolicyRequest }) body: SetPolicyRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<PolicyVersionView> {
    const { resourceId } = await this.changes.run(change, (em, now) =>
      this.setPolicy.run(em, now, context, body),
    );
    this.policy.forget();
    return this.one({ id: Number(resourceId) });
  }
}
