export * from './action.ts';
export * from './action-situation.ts';
export * from './allowed-actions.ts';
export * from './case.ts';
export * from './case-facts.ts';
export * from './case-machine.ts';
export * from './reference.ts';
