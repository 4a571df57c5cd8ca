import type { AccountRecord } from '../accounts/index.ts';
import type { NewChallenge } from '../verification/index.ts';

/** The new e-mail whose holder is asked to confirm it. */
export type Confirmation = {
  readonly account: Pick<AccountRecord, 'id' | 'realm' | 'language'>;
  readonly identifierId: string;
  readonly changeId: string;
  readonly caseId: string | null;
  readonly requestedBy: string | null;
  /** Normalised. */
  readonly email: string;
};

/** The code and the link that a new e-mail is confirmed with. They prove nothing else. */
export function confirmationChallenge(asked: Confirmation): NewChallenge {
  const { account, identifierId, changeId, caseId, requestedBy, email } = asked;
  return {
    purpose: 'email-confirmation',
    template: 'email-confirmation',
    realm: account.realm,
    language: account.language,
    accountId: account.id,
    caseId,
    identifierId,
    changeId,
    destination: email,
    method: 'email',
    proves: null,
    needsLastOrder: false,
    requestedBy,
    linkPage: '/portal/confirm',
  };
}
