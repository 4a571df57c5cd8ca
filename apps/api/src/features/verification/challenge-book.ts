import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import {
  type ChallengePurpose,
  challengeReference,
  challengeVerdict,
  type CodeMethod,
  isRefusal,
  type MessageTemplate,
  NUMBERS,
  type Policy,
  type PossessionKind,
  REFERENCE_BYTES,
  type Refusal,
  triesForNewCode,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import { hashToken, newToken } from '../../platform/guard/sessions.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';
import { Messages } from '../messages/index.ts';
import {
  type Challenge,
  FIND_LIVE,
  INSERT_CHALLENGE,
  SUPERSEDE,
  TRY_CODE,
  TRY_TOKEN,
  USE_CHALLENGE,
} from './challenge-statements.ts';
import type { EntityManager } from 'typeorm';

/** A code, a link, or both, to one destination for one purpose. */
export type NewChallenge = {
  readonly purpose: ChallengePurpose;
  readonly template: MessageTemplate;
  readonly realm: string;
  readonly language: string;
  readonly accountId: string;
  readonly caseId: string | null;
  readonly identifierId: string;
  readonly changeId: string | null;
  /** Normalised; it is also where the message goes. */
  readonly destination: string;
  readonly method: CodeMethod;
  readonly proves: PossessionKind | null;
  readonly needsLastOrder: boolean;
  readonly requestedBy: string | null;
  /** The portal page that takes the token in its fragment; null for a code alone. */
  readonly linkPage: '/portal/confirm' | '/portal/reset' | null;
};

export type IssuedChallenge = { readonly id: string; readonly reference: string; readonly expiresAt: Date };

const MINUTE = 60_000;
const NOTHING = Buffer.alloc(32);

/** Issues challenges and takes their answers. What it stores of a code or a token is a hash. */
@Injectable()
export class ChallengeBook {
  constructor(
    private readonly sealing: Sealing,
    private readonly messages: Messages,
  ) {}

  /** Sends a challenge; an unanswered one for the same destination and purpose stops working. Refusal: code-limit-reached. */
  async issue(
    em: EntityManager,
    now: Date,
    policy: Policy,
    wanted: NewChallenge,
  ): Promise<IssuedChallenge | Refusal> {
    const [earlier] = await runNamed<{ expires_at: Date; used_at: Date | null; tries_left: number }>(
      em,
      FIND_LIVE,
      [wanted.destination, wanted.purpose, wanted.accountId, now],
    );
    const tries = triesForNewCode(
      earlier
        ? { expiresAt: earlier.expires_at.toISOString(), usedAt: null, triesLeft: earlier.tries_left }
        : null,
      now,
      policy,
    );
    if (isRefusal(tries)) return tries;
    await runNamed(em, SUPERSEDE, [wanted.destination, wanted.purpose, wanted.accountId, now]);
    const id = uuidv7();
    const reference = challengeReference(randomBytes(REFERENCE_BYTES));
    const code = String(randomInt(10 ** NUMBERS.code.digits)).padStart(NUMBERS.code.digits, '0');
    const token = wanted.linkPage === null ? null : newToken();
    const life = token === null ? NUMBERS.code.lifeMinutes : NUMBERS.link.lifeMinutes;
    const expiresAt = new Date(now.getTime() + life * MINUTE);
    const messageId = await this.messages.queue(em, now, {
      channel: wanted.method,
      template: wanted.template,
      language: wanted.language,
      realm: wanted.realm,
      accountId: wanted.accountId,
      ...(wanted.caseId !== null && { caseId: wanted.caseId }),
      identifierId: wanted.identifierId,
      destination: wanted.destination,
      params: { reference, minutes: life },
      secret: { code, ...(token !== null && { linkPath: `${String(wanted.linkPage)}#${token}` }) },
      expiresAt,
    });
    await runNamed(em, INSERT_CHALLENGE, [
      id,
      reference,
      wanted.purpose,
      wanted.accountId,
      wanted.caseId,
      wanted.identifierId,
      wanted.changeId,
      wanted.destination,
      wanted.proves,
      wanted.method,
      wanted.needsLastOrder,
      this.codeHash(id, code),
      token === null ? null : hashToken(token),
      tries.tries,
      now,
      expiresAt,
      messageId,
      wanted.requestedBy,
    ]);
    return { id, reference, expiresAt };
  }

  /**
   * Takes one try off, whatever is typed, before anything is compared: the row's lock makes the count exact.
   * Returns the challenge when the code was right, else null; `known` is what the log may name of a wrong try.
   */
  async tryCode(
    em: EntityManager,
    now: Date,
    typed: { reference: string | null; code: string; purposes: readonly ChallengePurpose[] },
  ): Promise<{ accepted: Challenge | null; known: Challenge | null }> {
    const codesFrom = new Date(now.getTime() - NUMBERS.code.lifeMinutes * MINUTE);
    const [row] = await runNamed<Challenge & { tried: boolean }>(em, TRY_CODE, [
      typed.reference ?? '',
      typed.purposes,
      now,
      codesFrom,
    ]);
    // Unknown or not, a hash is made and compared: the answer takes the same time.
    const matches = timingSafeEqual(this.codeHash(row?.id ?? '', typed.code), row?.code_hash ?? NOTHING);
    if (!row?.tried) return { accepted: null, known: row ?? null };
    const verdict = challengeVerdict(
      {
        expiresAt: row.expires_at.toISOString(),
        usedAt: null,
        supersededAt: null,
        triesLeft: row.tries_left - 1,
        matches,
      },
      now,
    );
    if (!verdict.accepted) return { accepted: null, known: row };
    await runNamed(em, USE_CHALLENGE, [row.id, now]);
    return { accepted: row, known: row };
  }

  /** Uses up a link's token. Null when it is unknown, used, expired, superseded or for something else. */
  async tryToken(
    em: EntityManager,
    now: Date,
    token: string,
    purpose: ChallengePurpose,
  ): Promise<Challenge | null> {
    const [row] = await runNamed<Challenge>(em, TRY_TOKEN, [hashToken(token), purpose, now]);
    return row ?? null;
  }

  /** The account behind a reference or token, so that it can be locked before the challenge is. */
  async accountBehind(
    executor: Executor,
    by: { reference: string | null } | { token: string },
  ): Promise<string | null> {
    const [row] =
      'token' in by
        ? await runNamed<{ account_id: string | null }>(executor, BEHIND_TOKEN, [hashToken(by.token)])
        : await runNamed<{ account_id: string | null }>(executor, BEHIND_REFERENCE, [by.reference ?? '']);
    return row?.account_id ?? null;
  }

  private codeHash(challengeId: string, code: string): Buffer {
    return this.sealing.digest('challenge code', `${challengeId}:${code}`);
  }
}

const BEHIND_TOKEN = {
  name: 'challenge_behind_token',
  text: 'select account_id from challenge where token_hash = $1',
};
const BEHIND_REFERENCE = {
  name: 'challenge_behind_reference',
  text: 'select account_id from challenge where reference = $1',
};
