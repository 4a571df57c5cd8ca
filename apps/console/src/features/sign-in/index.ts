export { SignInPage } from './SignInPage.tsx';
export { useSignInWays } from './CompanyWay.tsx';
