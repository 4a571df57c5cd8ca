import { Injectable } from '@nestjs/common';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { endCustomerSession } from './customer-sessions.ts';

/** Ends a customer's session. A token that is not one, or not any more, is fine: signed out is signed out. */
@Injectable()
export class CustomerSignOut {
  constructor(
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
  ) {}

  async run(token: string | undefined, address: string): Promise<void> {
    if (token === undefined) return;
    await this.transaction.run(async (em, now) => {
      const accountId = await endCustomerSession(em, now, token);
      if (accountId === null) return;
      await this.audit.record(
        em,
        { principal: { kind: 'customer', accountId }, address, now },
        { action: 'customer.signed-out', origin: 'portal', accountId },
      );
    });
  }
}
