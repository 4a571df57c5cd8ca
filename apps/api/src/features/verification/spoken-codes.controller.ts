import {
  caseResponse,
  type CaseView,
  idParams,
  spokenAnswerRequest,
  type SpokenAnswerRequest,
} from '@relink/contract';
import { Body, Controller, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, NoStepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { CaseViews } from '../cases/index.ts';
import { AnswerSpokenCode } from './answer-spoken-code.ts';

/** Where agents type what was read aloud to them; the only code that anybody at the desk ever hears. */
@ApiTags('verification')
@Controller('api/challenges')
export class SpokenCodesController {
  constructor(
    private readonly changes: Changes,
    private readonly cases: CaseViews,
    private readonly answer: AnswerSpokenCode,
  ) {}

  @Post(':id/answers')
  @ApiOperation({ summary: 'Takes a code that the customer read aloud.' })
  @HttpCode(200)
  @Needs('cases.work')
  @NoStepUp('The caller is on the phone; the code itself proves what it proves.')
  @SerializeOptions({ schema: caseResponse })
  @ApiOkResponse({ standardSchema: caseResponse })
  async answers(
    @Param({ schema: idParams }) { id }: { id: string },
    @Body({ schema: spokenAnswerRequest }) { code }: SpokenAnswerRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<CaseView> {
    const { resourceId } = await this.changes.run(change, (em, now) =>
      this.answer.run(em, now, context, id, code),
    );
    return this.cases.load(context, resourceId);
  }
}
