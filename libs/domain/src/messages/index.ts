export * from './message.ts';
export * from './personal-param.ts';
export * from './render-message.ts';
