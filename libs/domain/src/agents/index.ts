export * from './company-claims.ts';
export * from './roles.ts';
