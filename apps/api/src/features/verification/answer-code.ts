import type { PortalCodeRequest, PortalCodeResponse } from '@relink/contract';
import { type ChallengePurpose, normaliseReference, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AccountReader } from '../accounts/index.ts';
import { ChallengeBook } from './challenge-book.ts';
import { ChallengeEvents } from './challenge-events.ts';
import type { Challenge } from './challenge-statements.ts';
import { Confirmations } from './confirmations.ts';

const PURPOSES = [
  'evidence',
  'spoken',
  'identifier-move',
  'email-confirmation',
] as const satisfies readonly ChallengePurpose[];
type Purpose = (typeof PURPOSES)[number];

/** A customer types a code on the portal. Unknown, used, expired and foreign ones all get the same no. */
@Injectable()
export class AnswerCode {
  constructor(
    private readonly book: ChallengeBook,
    private readonly accounts: AccountReader,
    private readonly events: ChallengeEvents,
    private readonly confirmations: Confirmations,
  ) {}

  async byCode(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    { reference, code }: PortalCodeRequest,
  ): Promise<Done<PortalCodeResponse> | Refusal> {
    const normalised = normaliseReference(reference);
    // Accounts are locked before challenges everywhere, so that desk and portal never wait for each other.
    const accountId = await this.book.accountBehind(em, { reference: normalised });
    if (accountId !== null) await this.accounts.lock(em, [accountId], now);
    const { accepted, known } = await this.book.tryCode(em, now, {
      reference: normalised,
      code,
      purposes: PURPOSES,
    });
    if (!accepted) return this.events.refused(em, now, context, known, 'code-not-accepted');
    return this.accept(em, now, context, accepted);
  }

  /** The confirmation link, opened and pressed. */
  async byLink(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    token: string,
  ): Promise<Done<PortalCodeResponse> | Refusal> {
    const accountId = await this.book.accountBehind(em, { token });
    if (accountId !== null) await this.accounts.lock(em, [accountId], now);
    const accepted = await this.book.tryToken(em, now, token, 'email-confirmation');
    if (!accepted) return this.events.refused(em, now, context, null, 'link-not-accepted');
    const answer = await this.accept(em, now, context, accepted);
    return 'code' in answer ? { code: 'link-not-accepted' } : answer;
  }

  private async accept(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    challenge: Challenge,
  ): Promise<Done<PortalCodeResponse> | Refusal> {
    const { purpose } = challenge;
    await this.events.answered(em, now, context, challenge);
    if (purpose === 'email-confirmation') {
      const refusal = await this.confirmations.confirmEmail(em, now, context, challenge);
      if (refusal) return { code: 'code-not-accepted' };
    }
    return { resourceId: challenge.id, result: { accepted: true, purpose: purpose as Purpose } };
  }
}
