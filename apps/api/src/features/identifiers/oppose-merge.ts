import type { ObjectionResponse } from '@relink/contract';
import { type MergeState, objectionAgainstMerge } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import type { AccountRecord } from '../accounts/index.ts';
import { Notices } from '../cases/index.ts';
import { LockSurvivor } from './lock-survivor.ts';
import { type ObjectionLink, refusedBefore } from './objection-links.repository.ts';

type Merge = { readonly state: MergeState; readonly requestedBy: string | null };

const MERGE = {
  name: 'opposed_merge',
  text: 'select state, requested_by as "requestedBy" from merge where id = $1',
};
const LOCKED = {
  name: 'opposed_merge_locked',
  text: 'select 1 from verification_lock where merge_id = $1 and account_id = $2 and lifted_at is null limit 1',
};

/**
 * "This wasn't me", of a merge. It is in effect by the time that its contacts are told: the account is locked and supervisors
 * are told. One of them settles the notice, and the merge stays, or has it undone; either opens the account again.
 */
@Injectable()
export class OpposeMerge {
  constructor(
    private readonly survivors: LockSurvivor,
    private readonly notices: Notices,
  ) {}

  /** What it came to. The caller holds the locks of the survivor, and of `account`, which is what it is now. */
  async run(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    opposed: { readonly link: ObjectionLink; readonly mergeId: string; readonly account: AccountRecord },
  ): Promise<ObjectionResponse['outcome']> {
    const { link, mergeId, account } = opposed;
    const [merge] = await runNamed<Merge>(em, MERGE, [mergeId]);
    if (!merge) throw new Error('A merge that a contact was told of does not go away.');
    if (objectionAgainstMerge(merge.state) === 'nothing') return 'noted';
    const refused = await refusedBefore(em, link);
    await this.notices.tell(em, now, {
      kind: 'merge-opposed',
      caseId: link.caseId,
      accountId: link.accountId,
      agentId: merge.requestedBy,
      mergeId,
    });
    // Whoever kept an old mailbox may warn again, but not lock its owner out again.
    if (refused) return 'noted';
    if ((await runNamed(em, LOCKED, [mergeId, account.id])).length === 0)
      await this.survivors.run(em, now, context, { link, survivor: account });
    return 'locked';
  }
}
