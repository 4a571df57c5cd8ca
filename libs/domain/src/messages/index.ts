export * from './delivery.ts';
export * from './message.ts';
export * from './message-language.ts';
export * from './personal-param.ts';
export * from './render-message.ts';
export * from './receipt.ts';
