export { SayTextsPage } from './SayTextsPage.tsx';
