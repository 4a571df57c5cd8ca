import { type PolicyResponse, policyResponse } from '@relink/contract';
import { Controller, Get, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { poolOf } from '../database/data-source.ts';
import { Needs } from '../guard/access.ts';
import { PolicyInForce } from './policy-in-force.ts';

/** Shows the policy in force. */
@ApiTags('policy')
@Controller('api/policy')
export class PolicyController {
  constructor(
    private readonly policy: PolicyInForce,
    private readonly source: DataSource,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Shows the policy in force.' })
  @Needs('policy.read')
  @SerializeOptions({ schema: policyResponse })
  @ApiOkResponse({ standardSchema: policyResponse })
  async read(): Promise<PolicyResponse> {
    const { version, preset, numbers } = await this.policy.read(poolOf(this.source));
    return { version, preset, numbers };
  }
}
