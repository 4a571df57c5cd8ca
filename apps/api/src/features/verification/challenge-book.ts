import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import {
  type ChallengePurpose,
  challengeReference,
  challengeVerdict,
  codeSendLimits,
  days,
  DESK_CODE_BYTES,
  deskCode,
  isRefusal,
  minutes,
  NUMBERS,
  type Policy,
  REFERENCE_BYTES,
  type Refusal,
  triesForNewCode,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import { hashToken, newToken } from '../../platform/guard/sessions.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';
import { Messages } from '../messages/index.ts';
import {
  BEHIND_REFERENCE,
  BEHIND_TOKEN,
  type Challenge,
  FIND_LIVE,
  GIVE_BACK,
  INSERT_CHALLENGE,
  SENT_SINCE,
  SUPERSEDE,
  SUPERSEDE_ALL,
  TRY_CODE,
  TRY_TOKEN,
  USE_CHALLENGE,
} from './challenge-statements.ts';
import { SimSwaps } from './look-up-sim-swap.ts';
import type { Destination, IssuedChallenge, NewChallenge } from './new-challenge.ts';

const NOTHING = Buffer.alloc(32);

/** Issues challenges and takes their answers. What it stores of a code or a token is a hash. */
@Injectable()
export class ChallengeBook {
  constructor(
    private readonly sealing: Sealing,
    private readonly messages: Messages,
    private readonly policy: PolicyInForce,
    private readonly simSwaps: SimSwaps,
  ) {}

  /** Sends a challenge; an unanswered one for the same destination and purpose stops working. Refusal: code-limit-reached. */
  async issue(
    em: EntityManager,
    now: Date,
    policy: Policy,
    wanted: NewChallenge,
  ): Promise<IssuedChallenge | Refusal> {
    const tries = await this.triesFor(em, now, policy, wanted);
    if (isRefusal(tries)) return tries;
    await runNamed(em, SUPERSEDE, [wanted.destination, wanted.purpose, wanted.accountId, now]);
    const id = uuidv7();
    const reference = wanted.reference ?? newReference();
    // The portal's contract asks for so many digits, whatever the policy.
    const code = String(randomInt(10 ** NUMBERS.code.digits)).padStart(NUMBERS.code.digits, '0');
    const token = wanted.linkPage === null ? null : newToken();
    // A message of a case is the desk's: its agent can prove that it is the shop.
    const shopProof = wanted.caseId === null ? null : deskCode(randomBytes(DESK_CODE_BYTES));
    const life = (token === null ? policy.numbers.code : policy.numbers.link).lifeMinutes;
    const expiresAt = new Date(now.getTime() + minutes(life));
    const messageId = await this.messages.queue(em, now, {
      channel: wanted.method,
      template: wanted.template,
      language: wanted.language,
      realm: wanted.realm,
      accountId: wanted.accountId,
      ...(wanted.caseId !== null && { caseId: wanted.caseId }),
      identifierId: wanted.identifierId,
      destination: wanted.destination,
      params: {
        ...wanted.params,
        reference,
        minutes: life,
        ...(shopProof !== null && { deskCode: shopProof }),
      },
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
      shopProof,
    ]);
    await this.simSwaps.queue(em, id, wanted);
    return { id, reference, expiresAt };
  }

  /**
   * Why no code or link may go there now, by the limits of the day and the tries of an unanswered one; null when one
   * may. For what no list of allowed actions has judged. Refusals: code-too-soon, code-limit-reached.
   */
  async limits(em: EntityManager, now: Date, policy: Policy, to: Destination): Promise<Refusal | null> {
    const dayAgo = new Date(now.getTime() - days(1));
    const sent = await runNamed<{ created_at: Date; same: boolean; own: boolean }>(em, SENT_SINCE, [
      to.destination,
      to.purpose,
      to.accountId,
      dayAgo,
    ]);
    const instants = (rows: typeof sent) => rows.map(({ created_at }) => created_at.toISOString());
    const refusal = codeSendLimits(
      {
        sentAt: instants(sent.filter(({ same }) => same)),
        sentForAccount: instants(sent.filter(({ own }) => own)),
      },
      now,
      policy,
    );
    if (refusal) return refusal;
    const tries = await this.triesFor(em, now, policy, to);
    return isRefusal(tries) ? tries : null;
  }

  /** Takes back an acceptance that came to nothing through no fault of the code: it can be answered again. */
  async giveBack(em: EntityManager, { id, tries_left }: Challenge): Promise<void> {
    await runNamed(em, GIVE_BACK, [id, tries_left]);
  }

  /** Ends every unanswered challenge of an account for one purpose, wherever it went. */
  async supersedeAll(
    em: EntityManager,
    now: Date,
    accountId: string,
    purpose: ChallengePurpose,
  ): Promise<void> {
    await runNamed(em, SUPERSEDE_ALL, [accountId, purpose, now]);
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
    const { lifeMinutes } = (await this.policy.read(em)).numbers.code;
    const codesFrom = new Date(now.getTime() - minutes(lifeMinutes));
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

  /** The account behind a reference or token, so that it can be locked before the challenge is; its case is locked here. */
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

  private async triesFor(
    em: EntityManager,
    now: Date,
    policy: Policy,
    { destination, purpose, accountId }: Destination,
  ): Promise<{ readonly tries: number } | Refusal> {
    const [earlier] = await runNamed<{ expires_at: Date; tries_left: number }>(em, FIND_LIVE, [
      destination,
      purpose,
      accountId,
      now,
    ]);
    const known = earlier && {
      expiresAt: earlier.expires_at.toISOString(),
      usedAt: null,
      triesLeft: earlier.tries_left,
    };
    return triesForNewCode(known ?? null, now, policy);
  }

  private codeHash(challengeId: string, code: string): Buffer {
    return this.sealing.digest('challenge code', `${challengeId}:${code}`);
  }
}

/** A reference that no challenge has yet. */
export function newReference(): string {
  return challengeReference(randomBytes(REFERENCE_BYTES));
}
