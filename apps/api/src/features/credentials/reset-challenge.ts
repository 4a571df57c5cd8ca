import type { AccountRecord, IdentifierRecord } from '../accounts/index.ts';
import type { NewChallenge } from '../verification/index.ts';

/** The code and the link that a new password is set with, for an e-mail that signs in to the account. */
export function resetChallenge(
  account: Pick<AccountRecord, 'id' | 'realm' | 'language'>,
  email: Pick<IdentifierRecord, 'id' | 'normalised'>,
  asked: { readonly caseId: string | null; readonly requestedBy: string | null },
): NewChallenge {
  return {
    purpose: 'password-reset',
    template: 'password-reset',
    realm: account.realm,
    language: account.language,
    accountId: account.id,
    caseId: asked.caseId,
    identifierId: email.id,
    changeId: null,
    destination: email.normalised,
    method: 'email',
    proves: null,
    needsLastOrder: false,
    requestedBy: asked.requestedBy,
    linkPage: '/portal/reset',
  };
}
