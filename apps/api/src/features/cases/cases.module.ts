import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountInCase, AccountsModule } from '../accounts/index.ts';
import { AgentsModule, RecoveryAlarm } from '../agents/index.ts';
import { LogAlarm } from '../audit/index.ts';
import { AccountInOwnCase } from './account-in-own-case.ts';
import { AddAccount } from './add-account.ts';
import { AddNote } from './add-note.ts';
import { CallBackThrottle } from './call-back-throttle.ts';
import { CaseDesk } from './case-desk.ts';
import { CaseList } from './case-list.ts';
import { CaseViews } from './case-views.ts';
import { CaseWorkController } from './case-work.controller.ts';
import { CaseAccountEntity, CaseEntity, CaseNoteEntity } from './case.entity.ts';
import { CasesController } from './cases.controller.ts';
import { CloseCase } from './close-case.ts';
import { HandOverCase } from './hand-over-case.ts';
import { KeepDraft } from './keep-draft.ts';
import { NoticeList } from './notice-list.ts';
import { Notices } from './notices.ts';
import { NoticesController } from './notices.controller.ts';
import { OpenCase } from './open-case.ts';
import { PortalCallBacksController } from './portal-call-backs.controller.ts';
import { RecordCaller } from './record-caller.ts';
import { ReopenCase } from './reopen-case.ts';
import { ReportEmailLost } from './report-email-lost.ts';
import { RequestCallBack } from './request-call-back.ts';
import { ResumeCase } from './resume-case.ts';
import { SetTicket } from './set-ticket.ts';
import { SettleNotice } from './settle-notice.ts';
import { SettleOpposedMerge } from './settle-opposed-merge.ts';
import { ShowCallBack } from './show-call-back.ts';
import { TakeCase } from './take-case.ts';
import { TellOfLog } from './tell-of-log.ts';
import { TellOfRecovery } from './tell-of-recovery.ts';
import { WaitForCustomer } from './wait-for-customer.ts';

/** Cases: one customer's recovery each. Global, because the accounts, which cases stand on, ask them who may look. */
@Global()
@Module({
  imports: [
    AccountsModule,
    AgentsModule,
    TypeOrmModule.forFeature([CaseEntity, CaseAccountEntity, CaseNoteEntity]),
  ],
  controllers: [CasesController, CaseWorkController, NoticesController, PortalCallBacksController],
  providers: [
    { provide: AccountInCase, useClass: AccountInOwnCase },
    { provide: LogAlarm, useClass: TellOfLog },
    { provide: RecoveryAlarm, useClass: TellOfRecovery },
    AddAccount,
    AddNote,
    CallBackThrottle,
    CaseDesk,
    CaseList,
    CaseViews,
    CloseCase,
    HandOverCase,
    KeepDraft,
    NoticeList,
    Notices,
    OpenCase,
    RecordCaller,
    ReopenCase,
    ReportEmailLost,
    RequestCallBack,
    ResumeCase,
    SetTicket,
    SettleNotice,
    SettleOpposedMerge,
    ShowCallBack,
    TakeCase,
    WaitForCustomer,
  ],
  exports: [
    AccountInCase,
    CaseDesk,
    CaseList,
    CaseViews,
    LogAlarm,
    Notices,
    OpenCase,
    RecoveryAlarm,
    ResumeCase,
    SettleOpposedMerge,
  ],
})
export class CasesModule {}
