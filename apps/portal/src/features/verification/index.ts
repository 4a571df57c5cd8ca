export { CodePage } from './CodePage.tsx';
