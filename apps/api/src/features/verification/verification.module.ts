import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.ts';
import { CasesModule } from '../cases/index.ts';
import { AnswerCode } from './answer-code.ts';
import { AnswerSpokenCode } from './answer-spoken-code.ts';
import { AnswerThrottle } from './answer-throttle.ts';
import { ChallengeBook } from './challenge-book.ts';
import { ChallengeEvents } from './challenge-events.ts';
import { Confirmations } from './confirmations.ts';
import { LiftLock } from './lift-lock.ts';
import { SimSwaps } from './look-up-sim-swap.ts';
import { PortalCodesController } from './portal-codes.controller.ts';
import { SendChallenge } from './send-challenge.ts';
import { SendEvidenceRound } from './send-evidence-round.ts';
import { SpokenCodesController } from './spoken-codes.controller.ts';
import { VerificationController } from './verification.controller.ts';

/** Who is calling: rounds of answers, one-time codes, locks. */
@Module({
  imports: [AccountsModule, CasesModule],
  controllers: [VerificationController, SpokenCodesController, PortalCodesController],
  providers: [
    AnswerCode,
    AnswerSpokenCode,
    AnswerThrottle,
    ChallengeBook,
    ChallengeEvents,
    Confirmations,
    LiftLock,
    SendChallenge,
    SendEvidenceRound,
    SimSwaps,
  ],
  exports: [AnswerThrottle, ChallengeBook, ChallengeEvents, Confirmations],
})
export class VerificationModule {}
