import {
  type Home,
  homeQuery,
  type HomeQuery,
  homeResponse,
  type Insights,
  type InsightsNow,
  insightsNowResponse,
  insightsQuery,
  type InsightsQuery,
  insightsResponse,
} from '@relink/contract';
import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { FiguresNow } from './figures-now.ts';
import { FiguresOfPeriod } from './figures-of-period.ts';
import { HomePage } from './home.ts';

/** What the desk looks like from above. */
@ApiTags('insights')
@Controller('api')
export class InsightsController {
  constructor(
    private readonly home: HomePage,
    private readonly figures: FiguresOfPeriod,
    private readonly figuresNow: FiguresNow,
  ) {}

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

  @Get('insights')
  @ApiOperation({ summary: 'What the desk did in a period, by channel or agent where asked.' })
  @Needs('insights.read')
  @SerializeOptions({ schema: insightsResponse })
  @ApiOkResponse({ standardSchema: insightsResponse })
  period(
    @FromAgent() context: AgentContext,
    @Query({ schema: insightsQuery }) query: InsightsQuery,
  ): Promise<Insights> {
    return this.figures.read(context, query);
  }

  @Get('insights/now')
  @ApiOperation({ summary: 'What needs a supervisor at this moment.' })
  @Needs('insights.read')
  @SerializeOptions({ schema: insightsNowResponse })
  @ApiOkResponse({ standardSchema: insightsNowResponse })
  now(@FromAgent() context: AgentContext): Promise<InsightsNow> {
    return this.figuresNow.read(context);
  }
}
