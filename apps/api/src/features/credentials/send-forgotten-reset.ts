import { DEFAULT_REALM, isAhead, isRefusal } from '@relink/domain';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import type { JobPayloads } from '../../platform/jobs/jobs.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AccountReader } from '../accounts/index.ts';
import { AuditLog } from '../audit/index.ts';
import { ChallengeBook, isRecoveryLocked } from '../verification/index.ts';
import { resetChallenge } from './reset-challenge.ts';

type Asked = JobPayloads['send_forgotten_reset'];

const FIND = {
  name: 'forgotten_login_find',
  text: `select account_id as "accountId", id as "identifierId" from identifier
          where realm = $1 and kind = 'email' and normalised = $2 and use = 'login' and state = 'verified'
            and undeliverable_at is null`,
};

/** Sends what a new password is set with to somebody who forgot theirs, if the e-mail signs in anywhere. Makes no account. */
@Injectable()
export class SendForgottenReset implements OnModuleInit {
  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
    private readonly policy: PolicyInForce,
    private readonly accounts: AccountReader,
    private readonly book: ChallengeBook,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.worker.handle('send_forgotten_reset', (asked) =>
      this.transaction.run((em, now) => this.run(em, now, asked)),
    );
  }

  async run(em: EntityManager, now: Date, asked: Asked): Promise<void> {
    // A job is carried out once more when the worker dies right after its transaction; and a late one only puzzles.
    const done = (await this.book.accountBehind(em, { reference: asked.reference })) !== null;
    if (done || !isAhead(asked.expiresAt, now)) return;
    const context: RequestContext = { principal: { kind: 'visitor' }, address: asked.address, now };
    const event = { action: 'credential.reset-sent', origin: 'portal' } as const;
    const [found] = await runNamed<{ accountId: string; identifierId: string }>(em, FIND, [
      DEFAULT_REALM,
      asked.email,
    ]);
    const [account] = found ? await this.accounts.lock(em, [found.accountId], now) : [];
    const email = account?.identifiers.find(
      ({ id, state }) => id === found?.identifierId && state === 'verified',
    );
    if (!account || !email || account.status !== 'active') {
      const facts = { code: account ? 'account-not-active' : 'not-found' };
      const about = account ? { accountId: account.id } : {};
      await this.audit.record(em, context, { ...event, ...about, outcome: 'refused', facts });
      return;
    }
    // Nobody is told: the answer on the portal was given long before.
    if (await isRecoveryLocked(em, now, account.id)) {
      const facts = { code: 'account-locked' };
      await this.audit.record(em, context, { ...event, accountId: account.id, outcome: 'refused', facts });
      return;
    }
    const policy = await this.policy.read(em);
    const challenge = {
      ...resetChallenge(account, email, { caseId: null, requestedBy: null }),
      reference: asked.reference,
    };
    const issued =
      (await this.book.limits(em, now, policy, challenge)) ??
      (await this.book.issue(em, now, policy, challenge));
    const refused = isRefusal(issued);
    await this.audit.record(em, context, {
      ...event,
      accountId: account.id,
      outcome: refused ? 'refused' : 'done',
      facts: { identifierId: email.id, ...(refused && { code: issued.code }) },
    });
  }
}
