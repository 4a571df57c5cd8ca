import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.ts';
import { CasesModule } from '../cases/index.ts';
import { IdentifiersModule } from '../identifiers/index.ts';
import { VerificationModule } from '../verification/index.ts';
import { CaseCredentialsController } from './case-credentials.controller.ts';
import { ChangeName } from './change-name.ts';
import { ChangePassword } from './change-password.ts';
import { CurrentPassword } from './current-password.ts';
import { CustomerChanges } from './customer-changes.ts';
import { CustomerSignIn } from './customer-sign-in.ts';
import { CustomerSignOut } from './customer-sign-out.ts';
import { CustomerSignInThrottle, ForgotPasswordThrottle, StrengthThrottle } from './customer-throttles.ts';
import { EndOwnSessions } from './end-own-sessions.ts';
import { EndSessions } from './end-sessions.ts';
import { ForgotPassword } from './forgot-password.ts';
import { PasswordJudge } from './password-judge.ts';
import { PortalAccountController } from './portal-account.controller.ts';
import { PortalPasswordsController } from './portal-passwords.controller.ts';
import { PortalSecurityController } from './portal-security.controller.ts';
import { ResetPassword } from './reset-password.ts';
import { SendForgottenReset } from './send-forgotten-reset.ts';
import { SendResetLink } from './send-reset-link.ts';
import { SetPassword } from './set-password.ts';

/** Customers' passwords and sessions: set, reset, ended; and their door to the portal. */
@Module({
  imports: [AccountsModule, CasesModule, IdentifiersModule, VerificationModule],
  controllers: [
    CaseCredentialsController,
    PortalAccountController,
    PortalPasswordsController,
    PortalSecurityController,
  ],
  providers: [
    ChangeName,
    ChangePassword,
    CurrentPassword,
    CustomerChanges,
    CustomerSignIn,
    CustomerSignInThrottle,
    CustomerSignOut,
    EndOwnSessions,
    EndSessions,
    ForgotPassword,
    ForgotPasswordThrottle,
    PasswordJudge,
    ResetPassword,
    SendForgottenReset,
    SendResetLink,
    SetPassword,
    StrengthThrottle,
  ],
  exports: [CustomerSignInThrottle, ForgotPasswordThrottle],
})
export class CredentialsModule {}
