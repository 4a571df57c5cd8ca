import type { PortalCodeRequest, PortalCodeResponse } from '@relink/contract';
import { type ChallengePurpose, normaliseReference, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AccountReader } from '../accounts/index.ts';
import { AuditLog } from '../audit/index.ts';
import { ChallengeBook } from './challenge-book.ts';
import type { Challenge } from './challenge-statements.ts';
import { Confirmations } from './confirmations.ts';

const PURPOSES = [
  'evidence',
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
    private readonly audit: AuditLog,
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
    if (!accepted) return this.refuse(em, context, known, 'code-not-accepted');
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
    if (!accepted) return this.refuse(em, context, null, 'link-not-accepted');
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
    await this.audit.record(em, context, {
      ...about(challenge),
      action: 'challenge.answered',
      facts: { purpose, proves: challenge.proves },
    });
    if (purpose === 'email-confirmation') {
      const refusal = await this.confirmations.confirmEmail(em, now, context, challenge);
      if (refusal) return { code: 'code-not-accepted' };
    }
    return { resourceId: challenge.id, result: { accepted: true, purpose: purpose as Purpose } };
  }

  private async refuse(
    em: EntityManager,
    context: RequestContext,
    known: Challenge | null,
    code: 'code-not-accepted' | 'link-not-accepted',
  ): Promise<Refusal> {
    await this.audit.record(em, context, {
      ...(known && about(known)),
      action: 'challenge.refused',
      outcome: 'refused',
      facts: { code, purpose: known?.purpose ?? null },
    });
    return { code };
  }
}

function about({ case_id, account_id }: Challenge) {
  return {
    origin: 'portal' as const,
    ...(case_id !== null && { caseId: case_id }),
    ...(account_id !== null && { accountId: account_id }),
  };
}
