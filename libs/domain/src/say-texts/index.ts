export * from './say-code.ts';
export * from './say-for.ts';
export * from './say-text.ts';
