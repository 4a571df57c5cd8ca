export { ConfirmPage } from './ConfirmPage.tsx';
