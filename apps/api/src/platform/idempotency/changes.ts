import type { ProblemCode } from '@relink/domain';
import { isRefusal, PROBLEMS, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { lockOn } from '../database/advisory-locks.ts';
import { runNamed } from '../database/named-statement.ts';
import type { RequestContext } from '../guard/request-context.ts';
import { problem, ProblemException } from '../problems/problem.ts';
import { Sealing } from '../sealing/sealing.ts';
import { Transaction } from '../transaction/transaction.ts';

/** What an action did: the id of what it made or changed, and what the answer needs and is not personal. */
export type Done<R = undefined> = { readonly resourceId: string; readonly result: R };

/** One change as the client asked for it. */
export type ChangeRequest = {
  readonly route: string;
  readonly key: string;
  /** Parameters and body as parsed: the same key with another payload is refused. */
  readonly payload: unknown;
  readonly context: RequestContext;
};

export const LOCK_REQUEST = {
  name: 'idempotency_lock',
  text: `select pg_try_advisory_xact_lock(${lockOn('idempotentRequest', '$1')}) as locked`,
};
export const FIND_REQUEST = {
  name: 'idempotency_find',
  text: `select payload_hash, code, resource_id, result from idempotent_request
          where principal = $1 and route = $2 and key = $3`,
};
export const KEEP_REQUEST = {
  name: 'idempotency_keep',
  text: `insert into idempotent_request (principal, route, key, payload_hash, status, code, resource_id, result, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
};

type Kept = { payload_hash: Buffer; code: ProblemCode | null; resource_id: string | null; result: unknown };

/**
 * The one way to change anything over HTTP: a transaction with an Idempotency-Key.
 * The same request twice has one effect and gets the stored answer; a refusal is committed with what it counted, then thrown.
 */
@Injectable()
export class Changes {
  constructor(
    private readonly transaction: Transaction,
    private readonly sealing: Sealing,
  ) {}

  async run<R>(
    request: ChangeRequest,
    action: (em: EntityManager, now: Date) => Promise<Done<R> | Refusal>,
  ): Promise<Done<R>> {
    const principal = nameOf(request.context);
    const { route, key } = request;
    const payloadHash = this.sealing.digest('idempotent payload', JSON.stringify(request.payload));
    const answer = await this.transaction.runAgainIfOvertaken(async (em, now) => {
      // An uncommitted row is invisible, so the key itself is locked first.
      const [lock] = await runNamed<{ locked: boolean }>(em, LOCK_REQUEST, [
        `${principal}\n${route}\n${key}`,
      ]);
      if (!lock?.locked) throw problem('request-in-flight', { details: { retryAfterSeconds: 1 } });
      const [kept] = await runNamed<Kept>(em, FIND_REQUEST, [principal, route, key]);
      if (kept) return replay<R>(kept, payloadHash);
      const fresh = await action(em, now);
      const refused = isRefusal(fresh);
      await runNamed(em, KEEP_REQUEST, [
        principal,
        route,
        key,
        payloadHash,
        refused ? PROBLEMS[fresh.code].status : 200,
        refused ? fresh.code : null,
        refused ? null : fresh.resourceId,
        JSON.stringify((refused ? { errors: fresh.errors, details: fresh.details } : fresh.result) ?? null),
        now,
      ]);
      return fresh;
    });
    if (isRefusal(answer)) throw new ProblemException(answer);
    return answer;
  }
}

function replay<R>(kept: Kept, payloadHash: Buffer): Done<R> | Refusal {
  if (!kept.payload_hash.equals(payloadHash)) return { code: 'idempotency-key-reused' };
  if (kept.code !== null) return { ...(kept.result as Omit<Refusal, 'code'>), code: kept.code };
  // What is stored was this route's own answer, written by the same code.
  return { resourceId: kept.resource_id ?? '', result: kept.result as R };
}

function nameOf({ principal, address }: RequestContext): string {
  switch (principal.kind) {
    case 'agent':
      return `agent:${principal.id}`;
    case 'customer':
      return `customer:${principal.accountId}`;
    case 'visitor':
      return `visitor:${address}`;
  }
}
