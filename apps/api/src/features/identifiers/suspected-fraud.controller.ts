import { caseResponse, type CaseView, emptyRequest, idParams } from '@relink/contract';
import { Body, Controller, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, NoStepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { CaseViews } from '../cases/index.ts';
import { ReportSuspectedFraud } from './report-suspected-fraud.ts';

/** One key for an agent who suspects that the caller is a fraud. */
@ApiTags('cases')
@Controller('api/cases/:id/suspected-fraud')
export class SuspectedFraudController {
  constructor(
    private readonly changes: Changes,
    private readonly cases: CaseViews,
    private readonly reportSuspectedFraud: ReportSuspectedFraud,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Shuts every way back into the accounts of a case, silently.' })
  @HttpCode(200)
  @Needs('cases.work')
  @NoStepUp('One key, while the caller is on the phone; it only locks.')
  @SerializeOptions({ schema: caseResponse })
  @ApiOkResponse({ standardSchema: caseResponse })
  async report(
    @Param({ schema: idParams }) { id }: { id: string },
    @Body({ schema: emptyRequest }) _nothing: object,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<CaseView> {
    await this.changes.run(change, (em, now) => this.reportSuspectedFraud.run(em, now, context, id));
    return this.cases.load(context, id);
  }
}
