import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.ts';
import { AgentsModule } from '../agents/index.ts';
import { CasesModule } from '../cases/index.ts';
import { ErasurePlansModule } from '../erasure/index.ts';
import { IdentifiersModule } from '../identifiers/index.ts';
import { MergePlansModule } from '../merges/index.ts';
import { ApprovalList } from './approval-list.ts';
import { ApprovalViews } from './approval-views.ts';
import { ApprovalsController } from './approvals.controller.ts';
import { DecideApproval } from './decide-approval.ts';
import { DecideChange } from './decide-change.ts';
import { DecideErasure } from './decide-erasure.ts';
import { DecideMerge } from './decide-merge.ts';
import { EnterApproval } from './enter-approval.ts';
import { ExpireApprovals } from './expire-approvals.ts';
import { PlanOfApproval } from './plan-of-approval.ts';
import { PlanOfErasure } from './plan-of-erasure.ts';
import { PlanOfMerge } from './plan-of-merge.ts';
import { QueueRisks } from './queue-risks.ts';
import { SettleOpposed } from './settle-opposed.ts';
import { SettleWork } from './settle-work.ts';

/** What a second person decides: changes that are held, changes to be taken back, merges and their undoing, erasures. */
@Module({
  imports: [
    AccountsModule,
    AgentsModule,
    CasesModule,
    ErasurePlansModule,
    IdentifiersModule,
    MergePlansModule,
  ],
  controllers: [ApprovalsController],
  providers: [
    ApprovalList,
    ApprovalViews,
    DecideApproval,
    DecideChange,
    DecideErasure,
    DecideMerge,
    EnterApproval,
    ExpireApprovals,
    PlanOfApproval,
    PlanOfErasure,
    PlanOfMerge,
    QueueRisks,
    SettleOpposed,
    SettleWork,
  ],
})
export class ApprovalsModule {}
