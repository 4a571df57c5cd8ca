export { useLiveUpdates } from './useLiveUpdates.ts';
