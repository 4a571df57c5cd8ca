import { notifiedContacts, type Policy } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import { type AccountRecord, raiseSecurityVersion } from '../accounts/index.ts';
import { TellContacts } from '../identifiers/index.ts';
import { ChallengeBook } from '../verification/index.ts';
import { endCustomerSessionsOf } from './customer-sessions.ts';

const SET = {
  name: 'credential_set',
  text: `insert into credential (account_id, password_hash, updated_at) values ($1, $2, $3)
         on conflict (account_id) do update set password_hash = excluded.password_hash, updated_at = excluded.updated_at`,
};

/** A new password of an account. `keptToken`: the session that goes on; every other one ends. */
export type NewPassword = {
  readonly account: AccountRecord;
  readonly policy: Policy;
  readonly passwordHash: string;
  readonly caseId: string | null;
  readonly keptToken?: string;
};

/** Writes a new password: sessions end, resets that wait stop working, and everybody on file is told. */
@Injectable()
export class SetPassword {
  constructor(
    private readonly book: ChallengeBook,
    private readonly tell: TellContacts,
  ) {}

  /** Returns how many sessions ended. */
  async run(
    em: EntityManager,
    now: Date,
    { account, policy, passwordHash, caseId, keptToken }: NewPassword,
  ): Promise<number> {
    await runNamed(em, SET, [account.id, passwordHash, now]);
    await raiseSecurityVersion(em, now, account.id);
    const ended = await endCustomerSessionsOf(em, now, account.id, keptToken);
    await this.book.supersedeAll(em, now, account.id, 'password-reset');
    await this.tell.run(em, now, {
      template: 'password-changed',
      contacts: notifiedContacts(account.identifiers, now, policy, []),
      accounts: [account],
      caseId,
      params: {},
    });
    return ended;
  }
}
