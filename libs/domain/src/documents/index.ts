export * from './document.ts';
export * from './document-refusals.ts';
export * from './picture-keeping.ts';
export * from './picture-kind.ts';
