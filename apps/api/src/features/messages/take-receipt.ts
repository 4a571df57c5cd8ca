import {
  isUndeliverable,
  type MessageChannel,
  type MessageState,
  type ReceiptState,
  stateAfterReceipt,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { runNamed } from '../../platform/database/named-statement.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog, type SystemContext } from '../audit/index.ts';

/** What a carrier or a mail server says became of a message. */
export type Receipt = { readonly id: string; readonly state: ReceiptState; readonly code: string | null };

type Row = {
  readonly state: MessageState;
  readonly channel: MessageChannel;
  readonly accountId: string | null;
  readonly caseId: string | null;
  readonly identifierId: string | null;
};

const LOCK = {
  name: 'receipt_lock_message',
  text: `select state, channel, account_id as "accountId", case_id as "caseId", identifier_id as "identifierId"
           from message where id = $1 for no key update`,
};
const LOCK_ACCOUNT = {
  name: 'receipt_lock_account',
  text: `select a.id from account a join message m on m.account_id = a.id where m.id = $1 for no key update of a`,
};
// Whatever was still waiting was taken by the provider, or it could not report of it: its secret is not needed any more.
const TAKE = {
  name: 'receipt_take',
  text: `update message set state = $2, carrier_code = $3, secret_sealed = null,
                delivered_at = case when $2 = 'delivered' then $4 else delivered_at end,
                bounced_at = case when $2 in ('bounced', 'failed') then $4 else bounced_at end
          where id = $1`,
};
/** The value may have left the account since; then nothing is marked. */
const MARK = {
  name: 'receipt_mark_undeliverable',
  text: `with marked as (
           update identifier i set undeliverable_at = $3, updated_at = $3
             from message m
            where i.id = $1 and m.id = $2 and i.normalised = m.destination and i.state = 'verified'
              and i.undeliverable_at is null
           returning i.id, i.account_id)
         update account a set security_version = security_version + 1, updated_at = $3
           from marked where a.id = marked.account_id
         returning marked.id`,
};

/** Writes down what became of a message. A contact that cannot exist any more counts as undeliverable from then on. */
@Injectable()
export class TakeReceipt {
  constructor(
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
  ) {}

  /** Safe to repeat; a receipt of an unknown message, or one that tells nothing new, changes nothing. */
  async run(context: SystemContext, { id, state, code }: Receipt): Promise<void> {
    // A provider may not report twice: what overtakes this is let by, and the report is taken all the same.
    await this.transaction.runAgainIfOvertaken(async (em, now) => {
      // Accounts are locked before what hangs on them, everywhere.
      await runNamed(em, LOCK_ACCOUNT, [id]);
      const [row] = await runNamed<Row>(em, LOCK, [id]);
      if (!row) return;
      const after = stateAfterReceipt(row.state, state);
      if (after === null) return;
      await runNamed(em, TAKE, [id, after, code, now]);
      const { accountId, caseId, identifierId, channel } = row;
      const about = { ...(accountId !== null && { accountId }), ...(caseId !== null && { caseId }) };
      await this.audit.record(
        em,
        { ...context, now },
        {
          ...about,
          action: 'message.reported',
          facts: { messageId: id, channel, state: after, carrierCode: code },
        },
      );
      if (identifierId === null || !isUndeliverable(channel, after, code)) return;
      const marked = await runNamed(em, MARK, [identifierId, id, now]);
      if (marked.length > 0)
        await this.audit.record(
          em,
          { ...context, now },
          {
            ...about,
            action: 'identifier.undeliverable',
            origin: 'effect-of',
            facts: { identifierId, messageId: id, carrierCode: code },
          },
        );
    });
  }
}
