import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.ts';
import { CaseDesk } from './case-desk.ts';
import { CaseViews } from './case-views.ts';

/** Cases: one customer's recovery each, from first contact to closing. */
@Module({ imports: [AccountsModule], providers: [CaseDesk, CaseViews], exports: [CaseDesk, CaseViews] })
export class CasesModule {}
