import type { PendingKind } from '@relink/domain';
import type { AccountRecord } from '../accounts/index.ts';
import type { NewChallenge } from '../verification/index.ts';

/** The new e-mail or phone whose holder is asked to confirm it. */
export type Confirmation = {
  readonly account: Pick<AccountRecord, 'id' | 'realm' | 'language'>;
  readonly identifierId: string;
  readonly changeId: string;
  readonly caseId: string | null;
  readonly requestedBy: string | null;
  readonly kind: PendingKind;
  readonly normalised: string;
};

/** The code, and for an e-mail the link, that a new contact is confirmed with. They prove nothing else. */
export function confirmationChallenge(asked: Confirmation): NewChallenge {
  const { account, identifierId, changeId, caseId, requestedBy, kind, normalised } = asked;
  return {
    purpose: `${kind}-confirmation`,
    template: `${kind}-confirmation`,
    realm: account.realm,
    language: account.language,
    accountId: account.id,
    caseId,
    identifierId,
    changeId,
    destination: normalised,
    method: kind === 'email' ? 'email' : 'sms',
    proves: null,
    needsLastOrder: false,
    requestedBy,
    linkPage: kind === 'email' ? '/portal/confirm' : null,
  };
}
