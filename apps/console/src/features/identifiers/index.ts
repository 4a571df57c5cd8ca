export { GiveLogin } from './GiveLogin.tsx';
