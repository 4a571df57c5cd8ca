import { type Home, homeQuery, type HomeQuery, homeResponse } from '@relink/contract';
import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { HomePage } from './home.ts';

/** What the desk looks like from above. */
@ApiTags('insights')
@Controller('api')
export class InsightsController {
  constructor(private readonly home: HomePage) {}

  @Get('home')
  @ApiOperation({ summary: 'My cases, what is due, call-backs, and the team’s day.' })
  @Needs('cases.list')
  @SerializeOptions({ schema: homeResponse })
  @ApiOkResponse({ standardSchema: homeResponse })
  read(
    @Query({ schema: homeQuery }) { since }: HomeQuery,
    @FromAgent() context: AgentContext,
  ): Promise<Home> {
    return this.home.read(context, new Date(since));
  }
}
