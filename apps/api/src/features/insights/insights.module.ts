import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.ts';
import { AgentHoursController } from './agent-hours.controller.ts';
import { AgentHours } from './agent-hours.ts';
import { CountDays } from './count-days.ts';
import { FiguresNow } from './figures-now.ts';
import { FiguresOfPeriod } from './figures-of-period.ts';
import { HomePage } from './home.ts';
import { InsightsController } from './insights.controller.ts';
import { MarkSign } from './mark-sign.ts';
import { RaiseSigns } from './raise-signs.ts';
import { SignList } from './sign-list.ts';
import { SignsController } from './signs.controller.ts';

/** Counts that are true, of the desk's days, and what in them another person should look at. */
@Module({
  imports: [CasesModule],
  controllers: [InsightsController, SignsController, AgentHoursController],
  providers: [AgentHours, CountDays, FiguresNow, FiguresOfPeriod, HomePage, MarkSign, RaiseSigns, SignList],
})
export class InsightsModule {}
