import { NUMBERS } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Executor, runSql } from '../../platform/database/named-statement.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';

/** A secret that waits for its first code. */
export type WaitingSecret = { readonly factorId: string; readonly secret: string; readonly expiresAt: Date };

/** How long what is to be signed, or a secret to be enrolled, waits, in milliseconds. */
export const CHALLENGE_MS = NUMBERS.factor.challengeMinutes * 60_000;

/**
 * What a session was asked to sign, and the secret it is about to enrol. One of each, of that session only, for five
 * minutes; what was signed is asked for once.
 */
@Injectable()
export class FactorChallenges {
  constructor(private readonly sealing: Sealing) {}

  /** False where the session has ended meanwhile. */
  async put(
    em: EntityManager,
    now: Date,
    sessionId: string,
    purpose: 'prove' | 'enrol-passkey',
    challenge: string,
  ): Promise<boolean> {
    const put = await runSql(
      em,
      `insert into factor_challenge (session_id, purpose, challenge, expires_at)
       select id, $2, $3, $4 from agent_session where id = $1 for key share
       on conflict (session_id, purpose) do update set challenge = excluded.challenge, expires_at = excluded.expires_at
       returning purpose`,
      [sessionId, purpose, challenge, new Date(now.getTime() + CHALLENGE_MS)],
    );
    return put.length > 0;
  }

  /** Takes the challenge away, whatever comes of it. Undefined where there is none, or it is too old. */
  async take(
    em: EntityManager,
    now: Date,
    sessionId: string,
    purpose: 'prove' | 'enrol-passkey',
  ): Promise<string | undefined> {
    const [row] = await runSql<{ challenge: string; expires_at: Date }>(
      em,
      'delete from factor_challenge where session_id = $1 and purpose = $2 returning challenge, expires_at',
      [sessionId, purpose],
    );
    return row && row.expires_at > now ? row.challenge : undefined;
  }

  /** False where the session has ended meanwhile. */
  async putSecret(
    em: EntityManager,
    now: Date,
    sessionId: string,
    { factorId, secret }: Pick<WaitingSecret, 'factorId' | 'secret'>,
  ): Promise<boolean> {
    const put = await runSql(
      em,
      `insert into factor_challenge (session_id, purpose, factor_id, secret_sealed, expires_at)
       select id, 'enrol-totp', $2, $3, $4 from agent_session where id = $1 for key share
       on conflict (session_id, purpose) do update set factor_id = excluded.factor_id,
         secret_sealed = excluded.secret_sealed, expires_at = excluded.expires_at
       returning purpose`,
      [
        sessionId,
        factorId,
        this.sealing.sealFactorSecret(factorId, secret),
        new Date(now.getTime() + CHALLENGE_MS),
      ],
    );
    return put.length > 0;
  }

  /** The secret that waits: a slip at its first code does not cost it. Locked where a transaction asks. */
  async secret(executor: Executor, now: Date, sessionId: string): Promise<WaitingSecret | undefined> {
    const [row] = await runSql<{ factorId: string; sealed: Buffer; expiresAt: Date }>(
      executor,
      `select factor_id as "factorId", secret_sealed as sealed, expires_at as "expiresAt" from factor_challenge
        where session_id = $1 and purpose = 'enrol-totp' for update`,
      [sessionId],
    );
    if (!row || row.expiresAt <= now) return undefined;
    const { factorId, expiresAt } = row;
    return { factorId, expiresAt, secret: this.sealing.openFactorSecret(factorId, row.sealed) };
  }

  async dropSecret(em: EntityManager, sessionId: string): Promise<void> {
    await runSql(em, `delete from factor_challenge where session_id = $1 and purpose = 'enrol-totp'`, [
      sessionId,
    ]);
  }
}
