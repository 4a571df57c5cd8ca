export * from './approval.ts';
export * from './approval-refusal.ts';
export {
  APPROVAL_RISKS,
  type ApprovalRisk,
  type ApprovalRiskOf,
  erasureRisks,
  type LatelyFacts,
} from './approval-risks.ts';
export * from './merge-risks.ts';
export * from './plan-in-words.ts';
export * from './still-given.ts';
