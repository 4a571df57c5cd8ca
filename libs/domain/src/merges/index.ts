export * from './merge.ts';
export * from './merge-facts.ts';
export * from './merge-plan.ts';
export * from './undo-plan.ts';
