export * from './browser-name.ts';
export * from './company-claims.ts';
export * from './let-in.ts';
export * from './looks.ts';
export * from './roles.ts';
export * from './recovery-code.ts';
export * from './second-factor.ts';
