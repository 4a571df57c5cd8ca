export { ReassignEmail } from './ReassignEmail.tsx';
