export * from './approval.ts';
export * from './approval-refusal.ts';
export * from './merge-risks.ts';
export * from './plan-in-words.ts';
export * from './still-given.ts';
