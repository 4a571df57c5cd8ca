import type { LookRoomView } from '@relink/contract';
import {
  isNearLimit,
  LOOK_REFUSALS,
  type LookKind,
  lookLimits,
  type Policy,
  type Refusal,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Executor, type NamedStatement, runNamed } from '../database/named-statement.ts';
import type { AgentContext } from '../guard/request-context.ts';
import { TellOfLimit } from './tell-of-limit.ts';

/** One look that is to be counted: `subject` is what it is of, and `accountIds` what a search found. */
export type Look = {
  readonly kind: LookKind;
  readonly subject: string;
  readonly accountIds?: readonly string[];
};

/** What {@link takeLook} answers. */
export type LookRow = { readonly allowed: boolean; readonly counts: number[]; readonly free_at: Date | null };

/** Takes a look, as the source of a statement whose parameters begin at `first`: {@link lookValues} are seven. */
export function takeLook(first: number): string {
  const at = (offset: number) => `$${String(first + offset)}`;
  return `select allowed, counts, free_at from take_look(${at(0)}::uuid, ${at(1)}::text, ${at(2)}::uuid, ${at(3)}::uuid[],
    ${at(4)}::timestamptz, ${at(5)}::integer[], ${at(6)}::integer[])`;
}

const TAKE: NamedStatement = { name: 'look_take', text: takeLook(1) };
const COUNTS = {
  name: 'look_counts',
  text: `select kind, hours, looks_after($1, kind, $2::timestamptz - make_interval(hours => hours)) as used
           from unnest($3::text[], $4::integer[]) as asked (kind, hours)`,
};
const GIVE_BACK = { name: 'look_give_back', text: 'select give_back_searches($1, $2, $3, $4) as given' };
/** Whoever is found by more searches than these was looked up, not called in. */
const MOST_GIVEN_BACK = 3;

/** Counts what each person at the desk looks at, in the database: the same whatever server, session or start it is. */
@Injectable()
export class AgentLooks {
  constructor(private readonly tell: TellOfLimit) {}

  /** The values of {@link takeLook}. */
  values({ principal, now }: AgentContext, look: Look, policy: Policy): unknown[] {
    const limits = lookLimits(look.kind, principal.role, policy);
    return [
      principal.id,
      look.kind,
      look.subject,
      look.accountIds ?? [],
      now,
      limits.map(({ hours }) => hours),
      limits.map(({ most }) => most),
    ];
  }

  /** Counts a look inside a transaction. A refusal must be returned as it is; supervisors are told here. */
  async take(
    em: EntityManager,
    context: AgentContext,
    look: Look,
    policy: Policy,
  ): Promise<Refusal | undefined> {
    const [row] = await runNamed<LookRow>(em, TAKE, this.values(context, look, policy));
    return this.judge(context, look.kind, row, policy, em);
  }

  /** What became of a look that {@link takeLook} counted: undefined where it may be shown. Tells supervisors near a limit, and at it. */
  async judge(
    context: AgentContext,
    kind: LookKind,
    row: LookRow | undefined,
    policy: Policy,
    em?: EntityManager,
  ): Promise<Refusal | undefined> {
    if (!row) throw new Error('A look was not counted.');
    const limits = lookLimits(kind, context.principal.role, policy);
    const { allowed, counts, free_at: freeAt } = row;
    const near = limits.filter(({ most }, index) => isNearLimit(counts[index] ?? 0, most, policy));
    for (const limit of near) await this.tell.near(context, limit, em);
    if (allowed) return undefined;
    const reached = limits.filter(({ most }, index) => (counts[index] ?? 0) >= most);
    for (const limit of reached) await this.tell.reached(context, limit, em);
    const wait = freeAt === null ? 0 : freeAt.getTime() - context.now.getTime();
    return {
      code: LOOK_REFUSALS[kind],
      details: {
        retryAfterSeconds: Math.max(1, Math.ceil(wait / 1000)),
        limits: reached.map(({ name, most }) => ({ name, most })),
      },
    };
  }

  /** How much of each limit has been used by now. */
  async room(executor: Executor, { principal, now }: AgentContext, policy: Policy): Promise<LookRoomView[]> {
    const asked = (['search', 'account', 'reveal'] as const).flatMap((kind) =>
      lookLimits(kind, principal.role, policy).map((limit) => ({ ...limit, kind })),
    );
    const rows = await runNamed<{ kind: string; hours: number; used: number }>(executor, COUNTS, [
      principal.id,
      now,
      asked.map(({ kind }) => kind),
      asked.map(({ hours }) => hours),
    ]);
    return asked.map(({ kind, hours, name, most }) => {
      const used = rows.find((row) => row.kind === kind && row.hours === hours)?.used ?? 0;
      return { limit: name, used, most, near: isNearLimit(used, most, policy) };
    });
  }

  /** An account has come into a case: the latest searches of the agent that found it opened it, and are not counted. */
  async giveBack(
    em: EntityManager,
    { principal, now }: AgentContext,
    accountId: string,
    policy: Policy,
  ): Promise<void> {
    const since = new Date(now.getTime() - policy.numbers.looks.opensCaseMinutes * 60_000);
    await runNamed(em, GIVE_BACK, [principal.id, accountId, since, MOST_GIVEN_BACK]);
  }
}
