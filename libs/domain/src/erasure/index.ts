export * from './legal-hold.ts';
export * from './plan-erasure.ts';
export * from './what-is-erased.ts';
