import { Module, type DynamicModule } from '@nestjs/common';
import { AccountsModule } from './features/accounts/index.ts';
import { AgentsModule } from './features/agents/index.ts';
import { ApprovalsModule } from './features/approvals/index.ts';
import { AuditModule } from './features/audit/index.ts';
import { CasesModule } from './features/cases/index.ts';
import { CredentialsModule } from './features/credentials/index.ts';
import { DocumentsModule } from './features/documents/index.ts';
import { DuplicatesModule } from './features/duplicates/index.ts';
import { ErasureModule } from './features/erasure/index.ts';
import { IdentifiersModule } from './features/identifiers/index.ts';
import { ImportsModule } from './features/imports/index.ts';
import { InsightsModule } from './features/insights/index.ts';
import { SignInModule } from './features/sign-in/index.ts';
import { MergesModule } from './features/merges/index.ts';
import { MessagesModule } from './features/messages/index.ts';
import { PolicyModule } from './features/policy/index.ts';
import { RevealsModule } from './features/reveals/index.ts';
import { SayTextsModule } from './features/say-texts/index.ts';
import { VerificationModule } from './features/verification/index.ts';
import { ReviewsModule } from './features/reviews/index.ts';
import type { Settings } from './platform/config/settings.ts';
import { PlatformModule } from './platform/platform.module.ts';

/** The desk: the platform and every feature. */
@Module({})
export class AppModule {
  static with(settings: Settings & { appUrl: string }): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(settings),
        AuditModule,
        AccountsModule,
        AgentsModule,
        ApprovalsModule,
        CasesModule,
        CredentialsModule,
        DocumentsModule,
        DuplicatesModule,
        ErasureModule,
        IdentifiersModule,
        ImportsModule,
        InsightsModule,
        SignInModule,
        MergesModule,
        MessagesModule.with(settings),
        PolicyModule,
        RevealsModule,
        ReviewsModule,
        SayTextsModule,
        VerificationModule,
      ],
    };
  }
}
