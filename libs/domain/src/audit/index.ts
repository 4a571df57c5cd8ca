export * from './actions.ts';
export { LEAST_KEPT_MONTHS, mayHaveExpired, monthsPastKeeping } from './expiry.ts';
export { base64Of, bytesOfBase64, utf8Of } from './bytes.ts';
export * from './merkle-proofs.ts';
export {
  leafHashOf,
  nodeHashOf,
  rootOf,
  rootOfSubtrees,
  type Sha256,
  type Stretch,
  type Subtree,
  subtreesOf,
} from './merkle-tree.ts';
export * from './notes.ts';
export { type EventsChosen, opensPersonalValues } from './opened-values.ts';
