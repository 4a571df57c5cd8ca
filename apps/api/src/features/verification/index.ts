export { ChallengeBook, type IssuedChallenge, type NewChallenge } from './challenge-book.ts';
export type { Challenge } from './challenge-statements.ts';
export { Confirmations } from './confirmations.ts';
export { VerificationModule } from './verification.module.ts';
