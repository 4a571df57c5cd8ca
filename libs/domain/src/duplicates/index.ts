export * from './duplicate.ts';
