import type { UndoPreview, UndoPreviewRequest } from '@relink/contract';
import { isRefusal, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { problem, ProblemException } from '../../platform/problems/problem.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { EnterUndo } from './enter-undo.ts';
import { UndoView } from './undo-view.ts';

/** What an undoing that cannot be says instead of changes. */
const impossible = (code: Refusal['code']): UndoPreview => ({
  changes: [],
  notPossible: { code, mergeId: null },
  planHash: null,
  moves: { orders: 0, points: 0, credits: [], identifiers: 0 },
  told: [],
});

/** Somebody at the desk looks at what taking a merge back would come to. */
@Injectable()
export class PreviewUndo {
  constructor(
    private readonly transaction: Transaction,
    private readonly enter: EnterUndo,
    private readonly view: UndoView,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `not-found`, `case-needed`, `private-contact`, and `merge-choice-unknown` for a decision that is not offered. */
  async run(context: AgentContext, mergeId: string, request: UndoPreviewRequest): Promise<UndoPreview> {
    const decisions = request.decisions ?? {};
    const answer = await this.transaction.run(async (em, now) => {
      const at = { ...context, now };
      const entered = await this.enter.run(em, now, context, { mergeId, decisions, lock: false });
      if (!entered) return { code: 'not-found' } as const;
      const { merge, anew } = entered;
      const refusal = isRefusal(anew) && anew.code !== 'merge-not-done' ? anew : null;
      const { survivorId: accountId, caseId } = merge;
      await this.audit.record(em, at, {
        action: 'merge.undo-previewed',
        accountId,
        ...(caseId !== null && { caseId }),
        ...(refusal !== null && { outcome: 'refused' }),
        facts: { mergeId, ...(refusal !== null && { code: refusal.code }) },
      });
      if (refusal !== null) return refusal;
      if (isRefusal(anew)) return impossible(anew.code);
      if (isRefusal(anew.plan) && anew.plan.code === 'merge-choice-unknown') return anew.plan;
      return this.view.run(em, anew, decisions);
    });
    if (!isRefusal(answer)) return answer;
    throw answer.code === 'not-found' ? problem('not-found') : new ProblemException(answer);
  }
}
