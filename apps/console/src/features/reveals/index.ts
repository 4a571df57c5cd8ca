export { RevealButton } from './RevealButton.tsx';
export { RevealParts } from './RevealParts.tsx';
