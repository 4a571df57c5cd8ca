export * from './accounts.ts';
export * from './cases.ts';
export * from './database.ts';
export * from './identifiers.ts';
export * from './story.ts';
