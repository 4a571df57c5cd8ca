import type { AccountFacts } from '../accounts/index.ts';

/** The account in which an e-mail or phone is a verified login today, and what the case knows of it. */
export type LoginHolder = {
  readonly account: AccountFacts;
  readonly identifierId: string;
  /** It is in this case with the role duplicate. */
  readonly duplicateInCase: boolean;
  /** A code sent to a contact of it for this move was answered in this case; an e-mail that moves has to be that contact. */
  readonly duplicateProven: boolean;
  /** It looks like a duplicate of the claimed account, in the case or not. */
  readonly likelyDuplicate: boolean;
};
