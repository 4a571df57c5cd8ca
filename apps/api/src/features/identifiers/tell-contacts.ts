import type { MessageTemplate, NotifiedContact } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
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
};

/** Tells contacts on file what happened to their account. Returns how many are told. */
@Injectable()
export class TellContacts {
  constructor(private readonly messages: Messages) {}

  async run(em: EntityManager, now: Date, telling: Telling): Promise<number> {
    const { template, contacts, accounts, caseId, params } = telling;
    for (const { accountId, identifierId, method, to } of contacts) {
      const account = accounts.find(({ id }) => id === accountId);
      if (!account) throw new Error('A contact that is told must be of an account that was loaded.');
      await this.messages.queue(em, now, {
        channel: method,
        template,
        language: account.language,
        realm: account.realm,
        accountId,
        ...(caseId !== null && { caseId }),
        identifierId,
        destination: to,
        params,
      });
    }
    return contacts.length;
  }
}
