export { SignInPage } from './SignInPage.tsx';
export { noteSignedIn, wasSignedIn } from './signed-in-flag.ts';
