import { Module } from '@nestjs/common';
import { AccountReader } from './account-reader.ts';

/** Accounts: found, read and shown, never changed here. */
@Module({ providers: [AccountReader], exports: [AccountReader] })
export class AccountsModule {}
