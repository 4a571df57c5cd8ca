export { CodeField, FactorForm } from './FactorForm.tsx';
export { knowsPasskeys, makePasskey } from './passkey.ts';
export { proveAgain } from './proving.ts';
export { StepUpDialog } from './StepUpDialog.tsx';
