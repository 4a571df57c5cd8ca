import { isOpposable, type MessageTemplate, type NotifiedContact, objectionLinkExpiry } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runNamed } from '../../platform/database/named-statement.ts';
import { hashToken, newToken } from '../../platform/guard/sessions.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import type { AccountRecord } from '../accounts/index.ts';
import { Messages } from '../messages/index.ts';

/** What the contacts of some accounts are told. `params` hold nothing personal but masked. */
export type Telling = {
  readonly template: MessageTemplate;
  readonly contacts: readonly NotifiedContact[];
  /** The accounts the contacts are of: each is written to in its account's language. */
  readonly accounts: readonly AccountRecord[];
  readonly caseId: string | null;
  readonly params: Readonly<Record<string, string | number>>;
  /**
   * What "this wasn't me" would oppose: a change of an account, which need not be the contact's own, or a merge. Without
   * it, what happened to the contact's own account, such as a new password.
   */
  readonly opposes?: {
    readonly accountId: string;
    readonly changeId: string | null;
    readonly mergeId?: string;
  };
};

const KEEP_LINK = {
  name: 'objection_link_keep',
  text: `insert into objection_link (token_hash, account_id, change_id, merge_id, about, message_id, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
};

/**
 * Tells contacts on file what happened to their account. Each is given a link of its own to say that it was not them,
 * where that can be opposed; what is stored of it is a hash. Returns how many are told.
 */
@Injectable()
export class TellContacts {
  constructor(
    private readonly messages: Messages,
    private readonly policy: PolicyInForce,
  ) {}

  async run(em: EntityManager, now: Date, telling: Telling): Promise<number> {
    const { template, contacts, accounts, caseId, params, opposes } = telling;
    const opposable = isOpposable(template);
    const about = opposes?.changeId ?? opposes?.mergeId ?? uuidv7();
    for (const { accountId, identifierId, method, to } of contacts) {
      const account = accounts.find(({ id }) => id === accountId);
      if (!account) throw new Error('A contact that is told must be of an account that was loaded.');
      const token = opposable ? newToken() : null;
      const messageId = await this.messages.queue(em, now, {
        channel: method,
        template,
        language: account.language,
        realm: account.realm,
        accountId,
        ...(caseId !== null && { caseId }),
        identifierId,
        destination: to,
        params,
        ...(token !== null && { secret: { objectionPath: `/portal/not-me#${token}` } }),
      });
      if (token !== null)
        await runNamed(em, KEEP_LINK, [
          hashToken(token),
          opposes?.accountId ?? accountId,
          opposes?.changeId ?? null,
          opposes?.mergeId ?? null,
          about,
          messageId,
          now,
          objectionLinkExpiry(now, await this.policy.read(em)),
        ]);
    }
    return contacts.length;
  }
}
