import { isRefusal, type PhoneEffect, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import { AuditLog } from '../audit/index.ts';
import { ChallengeBook } from '../verification/index.ts';
import { agreementChallenge } from './agreement.ts';
import type { ConfirmedPhone, JudgedPhone } from './judge-phone.ts';

/** Asks the other account of a confirmed phone, by a code to another contact of it, whether the phone may move away. */
@Injectable()
export class AskHolder {
  constructor(
    private readonly book: ChallengeBook,
    private readonly audit: AuditLog,
  ) {}

  /** Null when it was asked. Refusals: code-too-soon, code-limit-reached. */
  async run(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    { changeId }: ConfirmedPhone,
    { phone, holder, policy }: JudgedPhone,
    { contact }: Extract<PhoneEffect, { do: 'ask-holder' }>,
  ): Promise<Refusal | null> {
    if (holder === null) throw new Error('Only a phone of another account is asked for.');
    const challenge = agreementChallenge(holder, contact, { changeId, phone: phone.normalised });
    const issued =
      (await this.book.limits(em, now, policy, challenge)) ??
      (await this.book.issue(em, now, policy, challenge));
    const refused = isRefusal(issued);
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'identifier.agreement-asked',
        origin: 'portal',
        accountId: holder.id,
        outcome: refused ? 'refused' : 'done',
        facts: { changeId, identifierId: contact.identifier.id, ...(refused && { code: issued.code }) },
      },
    );
    return refused ? issued : null;
  }
}
