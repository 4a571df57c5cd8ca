import type { ObjectionResponse } from '@relink/contract';
import { isRefusal, opposedUntil } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import { Notices } from '../cases/index.ts';
import type { ObjectionLink } from './objection-links.repository.ts';
import { OpenApproval } from './open-approval.ts';
import { PlanChangeReversal } from './plan-change-reversal.ts';
import { ShutAccount } from './shut-account.ts';
import type { StoredChange } from './stored-change.ts';

/** A password of the account is opposed at most once at a time: what is put before a supervisor would be the same. */
const WAITING = {
  name: 'reversal_waiting',
  text: `select id from approval
          where account_id = $1 and kind = 'reversal' and state = 'waiting' and change_id is not distinct from $2`,
};
/** Whoever asked for what is opposed, or works its case: they do not take its notice off the list themselves. */
const WHOSE = {
  name: 'opposed_whose',
  text: `select coalesce((select requested_by from identifier_change where id = $1),
                         (select agent_id from recovery_case where id = $2)) as "agentId"`,
};

/** Locks an account of which a contact says that a change in effect was not theirs, until a supervisor has decided. */
@Injectable()
export class LockOpposed {
  constructor(
    private readonly reversal: PlanChangeReversal,
    private readonly approvals: OpenApproval,
    private readonly shut: ShutAccount,
    private readonly notices: Notices,
  ) {}

  /** What it came to. Where nothing is left to take back, supervisors are told and nobody is locked out. */
  async run(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    { link, change }: { readonly link: ObjectionLink; readonly change: StoredChange | null },
  ): Promise<{ outcome: ObjectionResponse['outcome']; approvalId: string | null }> {
    const { accountId, changeId, caseId } = link;
    const [waiting] = await runNamed<{ id: string }>(em, WAITING, [accountId, changeId]);
    if (waiting) return { outcome: 'locked', approvalId: waiting.id };
    await this.notice(em, now, link);
    const opposed = { accountId, change };
    const possible = await this.reversal.run(em, now, opposed, { lock: false });
    if (isRefusal(possible.plan)) return { outcome: 'noted', approvalId: null };
    const lock = {
      kind: 'opposed',
      until: opposedUntil(now),
      shownHours: null,
      caseId,
      mergeId: null,
    } as const;
    const sessionsEnded = await this.shut.lock(em, now, accountId, lock);
    const { plan, policy, account } = await this.reversal.run(em, now, opposed, { lock: false });
    if (isRefusal(plan)) throw new Error('What could be taken back a moment ago cannot now.');
    const approvalId = await this.approvals.run(em, now, {
      kind: 'reversal',
      plan,
      caseId: change?.caseId ?? caseId,
      changeId,
      requestedBy: null,
      policy,
    });
    const facts = { changeId, approvalId, sessionsEnded };
    await this.shut.record(em, now, context, { account, policy, caseId, facts });
    return { outcome: 'locked', approvalId };
  }

  /** Tells supervisors. */
  async notice(em: EntityManager, now: Date, { accountId, changeId, caseId }: ObjectionLink): Promise<void> {
    const kind = changeId === null ? 'password-opposed' : 'change-opposed';
    const [whose] = await runNamed<{ agentId: string | null }>(em, WHOSE, [changeId, caseId]);
    await this.notices.tell(em, now, { kind, caseId, accountId, agentId: whose?.agentId ?? null });
  }
}
