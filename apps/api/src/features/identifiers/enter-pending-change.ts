import { isRefusal, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { AccountRecord } from '../accounts/index.ts';
import { CaseDesk, type CaseSituation } from '../cases/index.ts';
import { findChange, settled } from './changes-of-case.ts';

/** A new e-mail or phone that still waits, in its case, locked and allowed to be acted on. */
export type PendingInCase = {
  readonly query: {
    readonly action: 'cancel-reassignment' | 'resend-confirmation';
    readonly accountId: string;
    readonly identifierId: string;
  };
  readonly situation: CaseSituation;
  readonly account: AccountRecord;
  readonly pending: CaseSituation['pendingChanges'][number];
};

/** Where every action on a waiting e-mail or phone begins. */
@Injectable()
export class EnterPendingChange {
  constructor(private readonly desk: CaseDesk) {}

  /** Refusals, each recorded: `not-found`, `case-state-conflict` for a change that is settled, and those of the rules. */
  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    action: PendingInCase['query']['action'],
    { caseId, changeId }: { readonly caseId: string; readonly changeId: string },
  ): Promise<PendingInCase | Refusal> {
    const change = await findChange(em, caseId, changeId);
    if (!change) return { code: 'not-found' };
    const { accountId, identifierId } = change;
    const query = { action, accountId, identifierId };
    const over = settled(change);
    if (over) {
      await this.desk.refused(em, now, context, caseId, query, over);
      return over;
    }
    const situation = await this.desk.enter(em, now, context, caseId, query);
    if (isRefusal(situation)) return situation;
    const account = situation.accounts.find(({ id }) => id === accountId);
    const pending = situation.pendingChanges.find(({ id }) => id === changeId);
    if (!account || !pending) throw new Error('The rules allow this for a pending change of the case only.');
    return { query, situation, account, pending };
  }
}
