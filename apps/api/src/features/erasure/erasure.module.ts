import { Module } from '@nestjs/common';
import { AgentsModule } from '../agents/index.ts';
import { CredentialsModule } from '../credentials/index.ts';
import { IdentifiersModule } from '../identifiers/index.ts';
import { ErasePerson } from './erase-person.ts';
import { ErasurePlansModule } from './erasure-plans.module.ts';
import { ErasureViews } from './erasure-views.ts';
import { ErasuresController } from './erasures.controller.ts';
import { ExecuteErasure } from './execute-erasure.ts';
import { ExpireErasures } from './expire-erasures.ts';
import { LiftLegalHold } from './lift-legal-hold.ts';
import { PlaceLegalHold } from './place-legal-hold.ts';
import { ReplayErasures } from './replay-erasures.ts';
import { RequestErasure } from './request-erasure.ts';
import { WriteErasures } from './write-erasures.ts';

/** Erasing customers, legal holds, and the list of who was erased. */
@Module({
  imports: [AgentsModule, CredentialsModule, IdentifiersModule, ErasurePlansModule],
  controllers: [ErasuresController],
  providers: [
    ErasePerson,
    ErasureViews,
    ExecuteErasure,
    ExpireErasures,
    LiftLegalHold,
    PlaceLegalHold,
    ReplayErasures,
    RequestErasure,
    WriteErasures,
  ],
})
export class ErasureModule {}
