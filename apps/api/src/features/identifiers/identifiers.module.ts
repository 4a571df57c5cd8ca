import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.ts';
import { AgentsModule } from '../agents/index.ts';
import { CasesModule } from '../cases/index.ts';
import { VerificationModule } from '../verification/index.ts';
import { AskForLogin } from './ask-for-login.ts';
import { AskHolder } from './ask-holder.ts';
import { AskOnPortal } from './ask-on-portal.ts';
import { CancelReassignment } from './cancel-reassignment.ts';
import { ConfirmEmail } from './confirm-email.ts';
import { ConfirmPhone } from './confirm-phone.ts';
import { DueChanges } from './due-changes.ts';
import { EnterPendingChange } from './enter-pending-change.ts';
import { ExecutePlan } from './execute-plan.ts';
import { HoldChange } from './hold-change.ts';
import { IdentifiersController } from './identifiers.controller.ts';
import { JudgePhone } from './judge-phone.ts';
import { LinkPhone } from './link-phone.ts';
import { LockOpposed } from './lock-opposed.ts';
import { LockSurvivor } from './lock-survivor.ts';
import { LoginHolderInCase } from './login-holder-in-case.ts';
import { ObjectionsController } from './objections.controller.ts';
import { OpenApproval } from './open-approval.ts';
import { OpposeChange } from './oppose-change.ts';
import { OpposeMerge } from './oppose-merge.ts';
import { PhoneLinksController } from './phone-links.controller.ts';
import { PlanChangeEffect } from './plan-change-effect.ts';
import { PlanChangeReversal } from './plan-change-reversal.ts';
import { ReassignEmail } from './reassign-email.ts';
import { ReportSuspectedFraud } from './report-suspected-fraud.ts';
import { ResendConfirmation } from './resend-confirmation.ts';
import { SuspectedFraudController } from './suspected-fraud.controller.ts';
import { TakeEffect } from './take-effect.ts';
import { ShutAccount } from './shut-account.ts';
import { TellContacts } from './tell-contacts.ts';
import { WaitingOnPortal } from './waiting-on-portal.ts';

/** Which e-mail and which phone sign in to which account: asked for, confirmed, moved, given up. */
@Module({
  imports: [AccountsModule, AgentsModule, CasesModule, VerificationModule],
  controllers: [IdentifiersController, ObjectionsController, SuspectedFraudController, PhoneLinksController],
  providers: [
    AskForLogin,
    AskHolder,
    AskOnPortal,
    CancelReassignment,
    ConfirmEmail,
    ConfirmPhone,
    DueChanges,
    EnterPendingChange,
    ExecutePlan,
    HoldChange,
    JudgePhone,
    LinkPhone,
    LockOpposed,
    LockSurvivor,
    ShutAccount,
    LoginHolderInCase,
    OpenApproval,
    OpposeChange,
    OpposeMerge,
    PlanChangeEffect,
    PlanChangeReversal,
    ReassignEmail,
    ReportSuspectedFraud,
    ResendConfirmation,
    TakeEffect,
    TellContacts,
    WaitingOnPortal,
  ],
  exports: [
    AskOnPortal,
    ExecutePlan,
    OpenApproval,
    PlanChangeEffect,
    PlanChangeReversal,
    TakeEffect,
    TellContacts,
    WaitingOnPortal,
  ],
})
export class IdentifiersModule {}
