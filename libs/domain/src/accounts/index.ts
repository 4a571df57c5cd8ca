export * from './account.ts';
export * from './account-facts.ts';
export * from './likely-duplicate.ts';
export * from './marks.ts';
export * from './orphaned.ts';
export * from './reveal.ts';
export * from './search-name.ts';
export * from './second-detail.ts';
