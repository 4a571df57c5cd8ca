export { WayBackIn } from './WayBackIn.tsx';
