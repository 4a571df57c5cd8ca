export { AnswerThrottle } from './answer-throttle.ts';
export { ChallengeBook, newReference } from './challenge-book.ts';
export { ChallengeEvents } from './challenge-events.ts';
export type { Challenge } from './challenge-statements.ts';
export { type Confirmed, Confirmations } from './confirmations.ts';
export type { IssuedChallenge, NewChallenge } from './new-challenge.ts';
export { readSent } from './read-sent.ts';
export { isRecoveryLocked } from './recovery-lock.ts';
export { VerificationModule } from './verification.module.ts';
