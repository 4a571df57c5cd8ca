import {
  type CaseView,
  caseResponse,
  challengeView,
  type ChallengeView,
  type EvidenceRequest,
  evidenceRequest,
  type EvidenceResponse,
  evidenceResponse,
  idParams,
  type LiftLockRequest,
  liftLockRequest,
  type SendChallengeRequest,
  sendChallengeRequest,
} from '@relink/contract';
import { Body, Controller, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, NoStepUp, StepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { problem } from '../../platform/problems/problem.ts';
import { CaseViews } from '../cases/index.ts';
import { LiftLock } from './lift-lock.ts';
import { SendChallenge } from './send-challenge.ts';
import { SendEvidenceRound } from './send-evidence-round.ts';

type Id = { id: string };

/** What an agent does to learn who is calling. */
@ApiTags('verification')
@Controller('api/cases/:id')
export class VerificationController {
  constructor(
    private readonly changes: Changes,
    private readonly cases: CaseViews,
    private readonly sendRound: SendEvidenceRound,
    private readonly sendChallenge: SendChallenge,
    private readonly liftLock: LiftLock,
  ) {}

  @Post('evidence')
  @ApiOperation({ summary: 'Judges a round of answers about one account.' })
  @HttpCode(200)
  @Needs('cases.work')
  @NoStepUp('Evidence is taken while the caller is on the phone.')
  @SerializeOptions({ schema: evidenceResponse })
  @ApiOkResponse({ standardSchema: evidenceResponse })
  async evidence(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: evidenceRequest }) body: EvidenceRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<EvidenceResponse> {
    const { result } = await this.changes.run(change, (em, now) =>
      this.sendRound.run(em, now, context, id, body),
    );
    return result;
  }

  @Post('challenges')
  @ApiOperation({ summary: 'Sends a code to a contact on file.' })
  @Needs('cases.work')
  @NoStepUp('Evidence is taken while the caller is on the phone.')
  @SerializeOptions({ schema: challengeView })
  @ApiCreatedResponse({ standardSchema: challengeView })
  async challenges(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: sendChallengeRequest }) body: SendChallengeRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<ChallengeView> {
    const { resourceId } = await this.changes.run(change, (em, now) =>
      this.sendChallenge.run(em, now, context, id, body),
    );
    const view = await this.cases.load(context, id);
    const sent = view.challenges.find((challenge) => challenge.id === resourceId);
    if (!sent) throw problem('not-found');
    return sent;
  }

  @Post('lock-lifts')
  @ApiOperation({ summary: 'Lifts the lock of an account’s verification.' })
  @HttpCode(200)
  @Needs('locks.lift')
  @StepUp()
  @SerializeOptions({ schema: caseResponse })
  @ApiOkResponse({ standardSchema: caseResponse })
  async lockLifts(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: liftLockRequest }) body: LiftLockRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<CaseView> {
    await this.changes.run(change, (em, now) => this.liftLock.run(em, now, context, id, body));
    return this.cases.load(context, id);
  }
}
