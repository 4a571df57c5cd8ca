import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.ts';
import { AgentsModule } from '../agents/index.ts';
import { GrantLooks } from './grant-looks.ts';
import { RevealOneField } from './reveal-one-field.ts';
import { RevealsController } from './reveals.controller.ts';

/** Reveals: one field of an account in clear, with a reason and for a minute. */
@Module({
  imports: [AccountsModule, AgentsModule],
  controllers: [RevealsController],
  providers: [GrantLooks, RevealOneField],
})
export class RevealsModule {}
