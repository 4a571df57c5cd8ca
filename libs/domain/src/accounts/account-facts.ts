import type { IdentifierFacts, IdentifierKind } from '../identifiers/index.ts';
import type { AccountStatus } from './account.ts';

/** What the rules need to know of one account. Instants are ISO 8601 in UTC. */
export type AccountFacts = {
  readonly id: string;
  readonly realm: string;
  readonly status: AccountStatus;
  /** Rises when identifiers, credentials, status, holds or balances change. */
  readonly securityVersion: number;
  /** When the account began; null when it was there before the first import, or when nobody knows. */
  readonly createdAt: string | null;
  readonly orderCount: number;
  readonly hasBalance: boolean;
  readonly hasSubscription: boolean;
  /** All of them, released ones too: tenure, marks and messages need them. */
  readonly identifiers: readonly IdentifierFacts[];
  /** The caller of this case says that the mailbox of today's e-mail login is lost; gone once a new one takes effect. */
  readonly emailReportedLost?: boolean;
  /** Until when evidence rounds and codes are refused; null or past means open. */
  readonly lockedUntil: string | null;
};

/** Whether there is nothing on the account that a thief could want: no orders, balance or subscription. */
export function nothingAtStake(account: AccountFacts): boolean {
  return account.orderCount === 0 && !account.hasBalance && !account.hasSubscription;
}

/** The verified logins of an account of one kind; normally one. */
export function verifiedLogins(account: AccountFacts, of: IdentifierKind): readonly IdentifierFacts[] {
  return account.identifiers.filter(
    ({ kind, use, state }) => kind === of && use === 'login' && state === 'verified',
  );
}

/** The verified e-mail logins of an account; normally one. */
export function emailLogins(account: AccountFacts): readonly IdentifierFacts[] {
  return verifiedLogins(account, 'email');
}
