import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.ts';
import { CasesModule } from '../cases/index.ts';
import { IdentifiersModule } from '../identifiers/index.ts';
import { VerificationModule } from '../verification/index.ts';
import { CaseCredentialsController } from './case-credentials.controller.ts';
import { CustomerSignIn } from './customer-sign-in.ts';
import { CustomerSignOut } from './customer-sign-out.ts';
import { CustomerSignInThrottle, ForgotPasswordThrottle } from './customer-throttles.ts';
import { EndSessions } from './end-sessions.ts';
import { ForgotPassword } from './forgot-password.ts';
import { PasswordJudge } from './password-judge.ts';
import { PortalAccountController } from './portal-account.controller.ts';
import { PortalPasswordsController } from './portal-passwords.controller.ts';
import { ResetPassword } from './reset-password.ts';
import { SendForgottenReset } from './send-forgotten-reset.ts';
import { SendResetLink } from './send-reset-link.ts';

/** Customers' passwords and sessions: set, reset, ended; and their door to the portal. */
@Module({
  imports: [AccountsModule, CasesModule, IdentifiersModule, VerificationModule],
  controllers: [CaseCredentialsController, PortalAccountController, PortalPasswordsController],
  providers: [
    CustomerSignIn,
    CustomerSignInThrottle,
    CustomerSignOut,
    EndSessions,
    ForgotPassword,
    ForgotPasswordThrottle,
    PasswordJudge,
    ResetPassword,
    SendForgottenReset,
    SendResetLink,
  ],
})
export class CredentialsModule {}
