import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountInCase, AccountsModule } from '../accounts/index.ts';
import { AccountInOwnCase } from './account-in-own-case.ts';
import { AddAccount } from './add-account.ts';
import { AddNote } from './add-note.ts';
import { CaseDesk } from './case-desk.ts';
import { CaseList } from './case-list.ts';
import { CaseViews } from './case-views.ts';
import { CaseAccountEntity, CaseEntity, CaseNoteEntity } from './case.entity.ts';
import { CasesController } from './cases.controller.ts';
import { CloseCase } from './close-case.ts';
import { HandOverCase } from './hand-over-case.ts';
import { OpenCase } from './open-case.ts';
import { ReopenCase } from './reopen-case.ts';
import { ReportEmailLost } from './report-email-lost.ts';

/** Cases: one customer's recovery each. Global, because the accounts, which cases stand on, ask them who may look. */
@Global()
@Module({
  imports: [AccountsModule, TypeOrmModule.forFeature([CaseEntity, CaseAccountEntity, CaseNoteEntity])],
  controllers: [CasesController],
  providers: [
    { provide: AccountInCase, useClass: AccountInOwnCase },
    AddAccount,
    AddNote,
    CaseDesk,
    CaseList,
    CaseViews,
    CloseCase,
    HandOverCase,
    OpenCase,
    ReopenCase,
    ReportEmailLost,
  ],
  exports: [AccountInCase, CaseDesk, CaseViews],
})
export class CasesModule {}
