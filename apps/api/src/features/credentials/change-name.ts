import type { ChangeNameRequest } from '@relink/contract';
import { notifiedContacts, searchName } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { CustomerContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { TellContacts } from '../identifiers/index.ts';
import type { OwnAccount } from './customer-changes.ts';

// The security version stays as it is: whoever sits at a browser left open could make a change that waits void with it,
// again and again, and a name signs nobody in.
const RENAME = {
  name: 'customer_rename',
  text: `update account set first_name = $2, last_name = $3, search_name = $4, updated_at = $5 where id = $1`,
};

/** A signed-in customer changes the name on the account; everybody on file is told. */
@Injectable()
export class ChangeName {
  constructor(
    private readonly tell: TellContacts,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: CustomerContext,
    { account, policy }: OwnAccount,
    { firstName, lastName }: ChangeNameRequest,
  ): Promise<Done> {
    const { id } = account;
    const done = { resourceId: id, result: undefined };
    if (account.firstName === firstName && account.lastName === lastName) return done;
    await runNamed(em, RENAME, [id, firstName, lastName, searchName(firstName, lastName), now]);
    const contacts = notifiedContacts(account.identifiers, now, policy, []);
    await this.tell.run(em, now, {
      template: 'name-changed',
      contacts,
      accounts: [account],
      caseId: null,
      params: {},
    });
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'account.name-changed',
        origin: 'portal',
        accountId: id,
        facts: { told: contacts.length, policyVersion: policy.version },
        before: { firstName: account.firstName, lastName: account.lastName },
        after: { firstName, lastName },
      },
    );
    return done;
  }
}
