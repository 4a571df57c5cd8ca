import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.ts';
import { HomePage } from './home.ts';
import { InsightsController } from './insights.controller.ts';

/** Counts that are true, of the desk's day. */
@Module({ imports: [CasesModule], controllers: [InsightsController], providers: [HomePage] })
export class InsightsModule {}
