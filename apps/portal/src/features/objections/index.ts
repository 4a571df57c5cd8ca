export { NotMePage } from './NotMePage.tsx';
