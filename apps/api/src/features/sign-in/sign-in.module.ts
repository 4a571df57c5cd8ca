import { Module } from '@nestjs/common';
import { AgentsModule } from '../agents/index.ts';
import { AgentSessions } from './agent-sessions.ts';
import { AgentSessionsController } from './agent-sessions.controller.ts';
import { EnrolPasskey } from './enrol-passkey.ts';
import { EnrolTotp } from './enrol-totp.ts';
import { FactorsController } from './factors.controller.ts';
import { KeepFactor } from './keep-factor.ts';
import { RemoveFactor } from './remove-factor.ts';
import { AskCompany } from './ask-company.ts';
import { BeginSession } from './begin-session.ts';
import { ChallengePasskey } from './challenge-passkey.ts';
import { CompanySignIn } from './company-sign-in.ts';
import { CompanySignInController } from './company-sign-in.controller.ts';
import { Credentials } from './credentials.ts';
import { FactorChallenges } from './factor-challenges.ts';
import { FactorMisses } from './factor-misses.ts';
import { FactorThrottle } from './factor-throttle.ts';
import { FactorTries } from './factor-tries.ts';
import { Factors } from './factors.ts';
import { GiveFactor } from './give-factor.ts';
import { ProveFactor } from './prove-factor.ts';
import { SignIn } from './sign-in.ts';
import { SignInController } from './sign-in.controller.ts';
import { SignInThrottle } from './sign-in-throttle.ts';
import { SignOut } from './sign-out.ts';
import { SignedInView } from './signed-in-view.ts';
import { StepUpAgain } from './step-up.ts';

/** How agents come in and go. */
@Module({
  imports: [AgentsModule],
  controllers: [SignInController, CompanySignInController, FactorsController, AgentSessionsController],
  providers: [
    AgentSessions,
    AskCompany,
    BeginSession,
    CompanySignIn,
    EnrolPasskey,
    EnrolTotp,
    KeepFactor,
    RemoveFactor,
    ChallengePasskey,
    Credentials,
    FactorChallenges,
    FactorMisses,
    FactorThrottle,
    FactorTries,
    Factors,
    GiveFactor,
    ProveFactor,
    SignIn,
    SignInThrottle,
    SignOut,
    SignedInView,
    StepUpAgain,
  ],
})
export class SignInModule {}
