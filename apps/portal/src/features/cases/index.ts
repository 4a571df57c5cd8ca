export { CallBackPage } from './CallBackPage.tsx';
