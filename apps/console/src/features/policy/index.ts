export { NextPolicyPage } from './NextPolicyPage.tsx';
export { PolicyPage } from './PolicyPage.tsx';
