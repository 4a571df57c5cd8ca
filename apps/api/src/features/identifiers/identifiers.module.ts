import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.ts';
import { CasesModule } from '../cases/index.ts';
import { VerificationModule } from '../verification/index.ts';
import { CancelReassignment } from './cancel-reassignment.ts';
import { ConfirmEmail } from './confirm-email.ts';
import { EnterPendingChange } from './enter-pending-change.ts';
import { ExecutePlan } from './execute-plan.ts';
import { IdentifiersController } from './identifiers.controller.ts';
import { ReassignEmail } from './reassign-email.ts';
import { ResendConfirmation } from './resend-confirmation.ts';
import { TellContacts } from './tell-contacts.ts';

/** Which e-mail signs in to which account: asked for, confirmed, moved, given up. */
@Module({
  imports: [AccountsModule, CasesModule, VerificationModule],
  controllers: [IdentifiersController],
  providers: [
    CancelReassignment,
    ConfirmEmail,
    EnterPendingChange,
    ExecutePlan,
    ReassignEmail,
    ResendConfirmation,
    TellContacts,
  ],
  exports: [ExecutePlan, TellContacts],
})
export class IdentifiersModule {}
