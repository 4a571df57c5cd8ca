export * from './judge-password.ts';
export * from './login-candidates.ts';
