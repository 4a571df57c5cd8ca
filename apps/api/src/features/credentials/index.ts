export { CredentialsModule } from './credentials.module.ts';
export { CustomerSignInThrottle, ForgotPasswordThrottle } from './customer-throttles.ts';
