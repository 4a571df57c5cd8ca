import { fraudLock, opposedUntil, type Policy } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import type { AccountRecord } from '../accounts/index.ts';
import type { ObjectionLink } from './objection-links.repository.ts';
import { type OpposedLock, ShutAccount } from './shut-account.ts';

/**
 * Locks what an account was merged into, where that merge, or a change of that account before it, is opposed: whoever took
 * it over before the merge has the survivor. The change cannot be taken back by itself any more; a supervisor looks, and
 * may have the merge undone.
 */
@Injectable()
export class LockSurvivor {
  constructor(
    private readonly policies: PolicyInForce,
    private readonly shut: ShutAccount,
  ) {}

  /** The survivor is locked. */
  async run(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    { link, survivor }: { readonly link: ObjectionLink; readonly survivor: AccountRecord },
  ): Promise<void> {
    const { changeId, mergeId, caseId, accountId: otherId } = link;
    const policy = await this.policies.read(em);
    const sessionsEnded = await this.shut.lock(em, now, survivor.id, lockFor(link, now, policy));
    const facts = { changeId, mergeId, otherId, approvalId: null, sessionsEnded };
    await this.shut.record(em, now, context, { account: survivor, policy, caseId, facts });
  }
}

/**
 * Of a merge it is an objection's lock: settling its notice ends it, or the undoing. Of a change it counts as a suspicion of
 * fraud, so that a supervisor can lift it: there is no plan that could be said yes or no to.
 */
function lockFor({ mergeId, caseId }: ObjectionLink, now: Date, policy: Policy): OpposedLock {
  if (mergeId !== null)
    return { kind: 'opposed', until: opposedUntil(now), shownHours: null, caseId, mergeId };
  return { kind: 'suspected-fraud', ...fraudLock(now, policy), caseId, mergeId };
}
