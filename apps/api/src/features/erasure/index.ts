export { erasureJob } from './erasure-job.ts';
export { ErasedAccounts, type ErasedLine } from './erased-accounts.ts';
export { ErasureModule } from './erasure.module.ts';
export { ErasurePlansModule } from './erasure-plans.module.ts';
export { ExecuteErasure } from './execute-erasure.ts';
export { erasurePlanViewOf } from './erasure-views.ts';
export { type ErasureAnew, PlanStoredErasure } from './plan-stored-erasure.ts';
export { erasureLine, readErasureLines } from './erasure-lines.ts';
export { ReplayErasures } from './replay-erasures.ts';
