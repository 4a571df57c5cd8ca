export { ForgotPage } from './ForgotPage.tsx';
export { NewPassword } from './NewPassword.tsx';
export { ResetPage } from './ResetPage.tsx';
