import type { CallBackView } from '@relink/contract';
import { isRefusal, type Refusal, refuse } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { problem, ProblemException } from '../../platform/problems/problem.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { readCallBack } from './call-back.repository.ts';
import { readCase } from './case-record.ts';

/** Shows the agent who took a call-back the number to dial. Each look, and each refused one, is an event. */
@Injectable()
export class ShowCallBack {
  constructor(
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `not-found`, `case-not-taken`, `not-your-case`, and `case-closed`. */
  async run(context: AgentContext, caseId: string): Promise<CallBackView> {
    const answer = await this.transaction.run(async (em, now): Promise<CallBackView | Refusal> => {
      const record = await readCase(em, caseId);
      const callBack = await readCallBack(em, caseId);
      if (!record || !callBack) return refuse('not-found');
      const refusal = refusalFor(record, context);
      await this.audit.record(
        em,
        { ...context, now },
        {
          action: 'case.call-back-viewed',
          outcome: refusal ? 'refused' : 'done',
          origin: 'case',
          caseId,
          facts: refusal ? { code: refusal.code } : {},
        },
      );
      return refusal ?? callBack;
    });
    if (!isRefusal(answer)) return answer;
    throw answer.code === 'not-found' ? problem('not-found') : new ProblemException(answer);
  }
}

function refusalFor(
  { agentId, state }: { agentId: string | null; state: string },
  { principal }: AgentContext,
): Refusal | null {
  if (agentId === null) return refuse('case-not-taken');
  if (agentId !== principal.id) return refuse('not-your-case');
  return state === 'closed' ? refuse('case-closed') : null;
}
