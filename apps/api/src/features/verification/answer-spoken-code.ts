import { isRefusal, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { CaseDesk } from '../cases/index.ts';
import { ChallengeBook } from './challenge-book.ts';
import { ChallengeEvents } from './challenge-events.ts';

const FIND = {
  name: 'spoken_find',
  text: `select reference, case_id as "caseId", account_id as "accountId" from challenge
          where id = $1 and purpose = 'spoken' and case_id is not null and account_id is not null`,
};
type Spoken = { readonly reference: string; readonly caseId: string; readonly accountId: string };

/** Takes a code that the customer read aloud: evidence for its case, and for nothing else. */
@Injectable()
export class AnswerSpokenCode {
  constructor(
    private readonly desk: CaseDesk,
    private readonly book: ChallengeBook,
    private readonly events: ChallengeEvents,
  ) {}

  /** Refusals: `not-found`, those of the rules, and `code-not-accepted` for a wrong, used or expired one alike. */
  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    challengeId: string,
    code: string,
  ): Promise<Done | Refusal> {
    const [spoken] = await runNamed<Spoken>(em, FIND, [challengeId]);
    if (!spoken) return { code: 'not-found' };
    const { reference, caseId, accountId } = spoken;
    const situation = await this.desk.enter(em, now, context, caseId, {
      action: 'answer-spoken-code',
      accountId,
    });
    if (isRefusal(situation)) return situation;
    const { accepted, known } = await this.book.tryCode(em, now, { reference, code, purposes: ['spoken'] });
    if (!accepted) return this.events.refused(em, now, context, known, 'code-not-accepted', 'case');
    await this.events.answered(em, now, context, accepted, 'case');
    return { resourceId: caseId, result: undefined };
  }
}
