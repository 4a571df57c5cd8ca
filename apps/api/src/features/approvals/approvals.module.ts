import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.ts';
import { AgentsModule } from '../agents/index.ts';
import { IdentifiersModule } from '../identifiers/index.ts';
import { ApprovalList } from './approval-list.ts';
import { ApprovalViews } from './approval-views.ts';
import { ApprovalsController } from './approvals.controller.ts';
import { ApproveChange } from './approve-change.ts';
import { EnterApproval } from './enter-approval.ts';
import { PlanOfApproval } from './plan-of-approval.ts';
import { RejectChange } from './reject-change.ts';
import { SettleOpposed } from './settle-opposed.ts';

/** What a second person decides: changes that are held, and changes to be taken back. */
@Module({
  imports: [AccountsModule, AgentsModule, IdentifiersModule],
  controllers: [ApprovalsController],
  providers: [
    ApprovalList,
    ApprovalViews,
    ApproveChange,
    EnterApproval,
    PlanOfApproval,
    RejectChange,
    SettleOpposed,
  ],
})
export class ApprovalsModule {}
