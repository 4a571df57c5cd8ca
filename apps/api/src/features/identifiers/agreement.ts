import { type AgreeingContact, maskPhone } from '@relink/domain';
import type { AccountRecord } from '../accounts/index.ts';
import type { NewChallenge } from '../verification/index.ts';

/**
 * The code by which an account agrees to a phone moving away, sent to another contact of it. It belongs to no case: the
 * account need not be in one, and the desk is to see nothing of it.
 */
export function agreementChallenge(
  { id, realm, language }: Pick<AccountRecord, 'id' | 'realm' | 'language'>,
  { identifier, method }: AgreeingContact,
  asked: { readonly changeId: string; readonly phone: string },
): NewChallenge {
  return {
    purpose: 'identifier-move',
    template: 'identifier-move-code',
    realm,
    language,
    accountId: id,
    caseId: null,
    identifierId: identifier.id,
    changeId: asked.changeId,
    destination: identifier.normalised,
    method,
    proves: null,
    needsLastOrder: false,
    requestedBy: null,
    linkPage: null,
    params: { maskedPhone: maskPhone(asked.phone) },
  };
}
