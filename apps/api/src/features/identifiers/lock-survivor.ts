import { fraudLock, type LockKind, notifiedContacts, opposedUntil, type Policy } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { type AccountRecord, raiseSecurityVersion } from '../accounts/index.ts';
import { AuditLog } from '../audit/index.ts';
import { ChallengeBook } from '../verification/index.ts';
import { endSessionsOf } from './carry-out-steps.ts';
import type { ObjectionLink } from './objection-links.repository.ts';
import { TellContacts } from './tell-contacts.ts';

const LOCK = {
  name: 'survivor_lock',
  text: `insert into verification_lock (id, account_id, at, until, reason, kind, case_id, shown_hours, merge_id)
         values ($1, $2, $3, $4, 'opposed', $5, $6, $7, $8)`,
};

type Lock = { readonly kind: LockKind; readonly until: string; readonly shownHours: number | null };

/**
 * Locks what an account was merged into, where that merge, or a change of that account before it, is opposed: whoever took
 * it over before the merge has the survivor. The change cannot be taken back by itself any more; a supervisor looks, and
 * may have the merge undone.
 */
@Injectable()
export class LockSurvivor {
  constructor(
    private readonly policies: PolicyInForce,
    private readonly book: ChallengeBook,
    private readonly tell: TellContacts,
    private readonly audit: AuditLog,
  ) {}

  /** The survivor is locked. */
  async run(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    { link, survivor }: { readonly link: ObjectionLink; readonly survivor: AccountRecord },
  ): Promise<void> {
    const { changeId, mergeId, caseId, accountId: toldOf } = link;
    const { id: accountId, identifiers } = survivor;
    const policy = await this.policies.read(em);
    // A plan of the account, and a session that is starting, count on a version that is no longer so.
    await raiseSecurityVersion(em, now, accountId);
    const { kind, until, shownHours } = lockFor(link, now, policy);
    await runNamed(em, LOCK, [uuidv7(), accountId, now, until, kind, caseId, shownHours, mergeId]);
    const sessionsEnded = await endSessionsOf(em, now, accountId);
    for (const purpose of ['password-reset', 'email-confirmation', 'phone-confirmation'] as const)
      await this.book.supersedeAll(em, now, accountId, purpose);
    const told = await this.tell.run(em, now, {
      template: 'account-locked',
      contacts: notifiedContacts(identifiers, now, policy, []),
      accounts: [survivor],
      caseId,
      params: {},
    });
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'evidence.account-locked',
        origin: 'portal',
        accountId,
        ...(caseId !== null && { caseId }),
        facts: { why: 'opposed', changeId, mergeId, otherId: toldOf, approvalId: null, sessionsEnded, told },
      },
    );
  }
}

/**
 * Of a merge it is an objection's lock: settling its notice ends it, or the undoing. Of a change it counts as a suspicion of
 * fraud, so that a supervisor can lift it: there is no plan that could be said yes or no to.
 */
function lockFor({ mergeId }: ObjectionLink, now: Date, policy: Policy): Lock {
  if (mergeId !== null) return { kind: 'opposed', until: opposedUntil(now), shownHours: null };
  return { kind: 'suspected-fraud', ...fraudLock(now, policy) };
}
