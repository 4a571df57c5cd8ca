export * from './symbols.ts';
