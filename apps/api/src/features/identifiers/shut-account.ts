import { notifiedContacts, type LockKind, type Policy } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import { type AccountRecord, raiseSecurityVersion } from '../accounts/index.ts';
import { AuditLog } from '../audit/index.ts';
import { ChallengeBook } from '../verification/index.ts';
import { endSessionsOf } from './carry-out-steps.ts';
import { TellContacts } from './tell-contacts.ts';

const LOCK = {
  name: 'opposed_lock',
  text: `insert into verification_lock (id, account_id, at, until, reason, kind, case_id, shown_hours, merge_id)
         values ($1, $2, $3, $4, 'opposed', $5, $6, $7, $8)`,
};

/** How long and as what an account is shut. */
export type OpposedLock = {
  readonly kind: LockKind;
  readonly until: string;
  readonly shownHours: number | null;
  readonly caseId: string | null;
  readonly mergeId: string | null;
};

/** Shuts an account that somebody opposed a change of: nothing that was on its way to it counts any more. */
@Injectable()
export class ShutAccount {
  constructor(
    private readonly book: ChallengeBook,
    private readonly tell: TellContacts,
    private readonly audit: AuditLog,
  ) {}

  /** Locks it and ends its sessions, codes and links. Returns how many sessions ended. */
  async lock(em: EntityManager, now: Date, accountId: string, lock: OpposedLock): Promise<number> {
    const { kind, until, shownHours, caseId, mergeId } = lock;
    // A plan of the account, and a session that is starting, count on a version that is no longer so.
    await raiseSecurityVersion(em, now, accountId);
    await runNamed(em, LOCK, [uuidv7(), accountId, now, until, kind, caseId, shownHours, mergeId]);
    const sessionsEnded = await endSessionsOf(em, now, accountId);
    for (const purpose of ['password-reset', 'email-confirmation', 'phone-confirmation'] as const)
      await this.book.supersedeAll(em, now, accountId, purpose);
    return sessionsEnded;
  }

  /** Tells its contacts, and writes down that it was locked and what for. */
  async record(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    about: {
      readonly account: AccountRecord;
      readonly policy: Policy;
      readonly caseId: string | null;
      readonly facts: Readonly<Record<string, unknown>>;
    },
  ): Promise<void> {
    const { account, policy, caseId, facts } = about;
    const told = await this.tell.run(em, now, {
      template: 'account-locked',
      contacts: notifiedContacts(account.identifiers, now, policy, []),
      accounts: [account],
      caseId,
      params: {},
    });
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'evidence.account-locked',
        origin: 'portal',
        accountId: account.id,
        ...(caseId !== null && { caseId }),
        facts: { why: 'opposed', ...facts, told },
      },
    );
  }
}
