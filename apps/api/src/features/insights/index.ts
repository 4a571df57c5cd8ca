export { CountDays } from './count-days.ts';
export { InsightsModule } from './insights.module.ts';
export { RaiseSigns } from './raise-signs.ts';
