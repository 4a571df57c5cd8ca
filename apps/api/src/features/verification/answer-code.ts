import type { PortalCodeRequest, PortalCodeResponse } from '@relink/contract';
import {
  type ChallengePurpose,
  isRefusal,
  normaliseReference,
  type ProblemCode,
  type Refusal,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AccountReader } from '../accounts/index.ts';
import { accountsConcerned } from './accounts-concerned.ts';
import { ChallengeBook } from './challenge-book.ts';
import { ChallengeEvents } from './challenge-events.ts';
import type { Challenge } from './challenge-statements.ts';
import { Confirmations } from './confirmations.ts';

const PURPOSES = [
  'evidence',
  'spoken',
  'identifier-move',
  'email-confirmation',
  'phone-confirmation',
] as const satisfies readonly ChallengePurpose[];
type Purpose = (typeof PURPOSES)[number];

/** What only who holds the new contact may learn: why it cannot take effect. Anything else stays the same no. */
const TOLD_TO_HOLDER: readonly ProblemCode[] = [
  'phone-in-use',
  'not-changeable-now',
  'code-too-soon',
  'code-limit-reached',
];

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
    await this.lock(em, now, { reference: normalised });
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
    await this.lock(em, now, { token });
    const accepted = await this.book.tryToken(em, now, token, 'email-confirmation');
    if (!accepted) return this.events.refused(em, now, context, null, 'link-not-accepted');
    const answer = await this.accept(em, now, context, accepted);
    return 'code' in answer ? { code: 'link-not-accepted' } : answer;
  }

  /** The challenge's case first, then every account that the answer can change. */
  private async lock(
    em: EntityManager,
    now: Date,
    by: { reference: string | null } | { token: string },
  ): Promise<void> {
    await this.book.accountBehind(em, by);
    await this.accounts.lock(em, await accountsConcerned(em, by), now);
  }

  private async accept(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    challenge: Challenge,
  ): Promise<Done<PortalCodeResponse> | Refusal> {
    const { purpose } = challenge;
    await this.events.answered(em, now, context, challenge);
    const confirmed = await this.confirmations.take(em, now, context, challenge);
    if (isRefusal(confirmed)) {
      return TOLD_TO_HOLDER.includes(confirmed.code) ? confirmed : { code: 'code-not-accepted' };
    }
    const waitsForAgreement = confirmed === 'waits-for-agreement';
    return {
      resourceId: challenge.id,
      result: {
        accepted: true,
        purpose: purpose as Purpose,
        waitsForAgreement,
        heldUntil: typeof confirmed === 'object' ? confirmed.heldUntil : null,
      },
    };
  }
}
