export * from './assurance.ts';
export * from './challenge-verdict.ts';
export * from './code-destination.ts';
export * from './code-sending.ts';
export * from './evidence.ts';
export * from './evidence-facts.ts';
export * from './locks.ts';
export * from './rounds.ts';
