import type { RevealField, RevealView } from '@relink/contract';
import { isRefusal, refuse, type Refusal, revealRefusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { poolOf } from '../../platform/database/data-source.ts';
import type { Executor } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AgentLooks } from '../../platform/looks/agent-looks.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { problem, ProblemException } from '../../platform/problems/problem.ts';
import { AccountInCase, AccountReader, keepSeen } from '../accounts/index.ts';
import { PrivateContacts } from '../agents/index.ts';
import { AuditLog } from '../audit/index.ts';
import { type FieldValue, readField } from './revealed-value.ts';
import { caseHolds, revealedAt } from './reveals.repository.ts';

/** What somebody asks to see, and why. `caseId` is null outside a case. */
export type Reveal = {
  readonly caseId: string | null;
  readonly accountId: string;
  readonly field: RevealField;
  readonly reason: string;
};

/** Somebody at the desk sees one field of an account in clear, for a minute and with a reason. */
@Injectable()
export class RevealOneField {
  constructor(
    private readonly source: DataSource,
    private readonly accounts: AccountReader,
    private readonly cases: AccountInCase,
    private readonly privateContacts: PrivateContacts,
    private readonly looks: AgentLooks,
    private readonly policy: PolicyInForce,
    private readonly audit: AuditLog,
  ) {}

  /** Counts and records the reveal, and answers its id; the value itself is read by {@link show} alone, and stored nowhere. */
  async run(em: EntityManager, now: Date, context: AgentContext, reveal: Reveal): Promise<Done | Refusal> {
    const { caseId, accountId } = reveal;
    const at = { ...context, now };
    const seen = await this.read(em, at, reveal);
    if (isRefusal(seen)) return this.refused(em, at, reveal, seen);
    const policy = await this.policy.read(em);
    const id = uuidv7();
    const refusal = await this.looks.take(em, at, { kind: 'reveal', subject: id }, policy);
    if (refusal) return this.refused(em, at, reveal, refusal);
    const agentId = context.principal.id;
    if (seen.taint !== null) await keepSeen(em, { agentId, accountId, caseId }, [seen.taint], now);
    await this.audit.record(em, at, {
      ...aboutOf(reveal),
      accountId,
      facts: { ...seen.facts, outsideCase: caseId === null },
      after: { reason: reveal.reason },
    });
    return { resourceId: id, result: undefined };
  }

  /** The field in clear, as long as its time lasts. Throws `reveal-over` after it, and whatever would refuse it now. */
  async show(context: AgentContext, id: string, reveal: Reveal): Promise<RevealView> {
    const pool = poolOf(this.source);
    const policy = await this.policy.read(pool);
    const at = await revealedAt(pool, context.principal.id, id);
    const until = new Date((at?.getTime() ?? 0) + policy.numbers.looks.revealSeconds * 1000);
    if (until <= context.now) throw problem('reveal-over');
    const seen = await this.read(pool, context, reveal);
    if (isRefusal(seen)) throw new ProblemException(seen);
    const { accountId, field } = reveal;
    const room = await this.looks.room(pool, context, policy);
    const left = (until.getTime() - context.now.getTime()) / 1000;
    // The request began a little before the transaction in which it was counted.
    const seconds = Math.min(left, policy.numbers.looks.revealSeconds);
    return { id, accountId, field, value: seen.value, until: until.toISOString(), seconds, room };
  }

  /** The value, or why it may not be seen. Somebody's own case counts, whichever way they ask: it would be its answer sheet. */
  private async read(
    executor: Executor,
    context: AgentContext,
    { caseId, accountId, field }: Reveal,
  ): Promise<FieldValue | Refusal> {
    const { id: agentId, role } = context.principal;
    if (caseId !== null && !(await caseHolds(executor, caseId, accountId))) return refuse('case-needed');
    const ownCase = (await this.cases.findOwn(executor, context, accountId)) ?? null;
    const [account] = await this.accounts.facts(executor, [accountId], context.now);
    const ownContact = account ? await this.privateContacts.isCarriedBy(executor, agentId, account) : false;
    const refusal = revealRefusal({ role, ownCase, ownContact });
    if (refusal) return refusal;
    if (!account) return refuse('not-found');
    return (await readField(executor, account, field)) ?? refuse('not-found');
  }

  private async refused(
    em: EntityManager,
    context: AgentContext,
    reveal: Reveal,
    refusal: Refusal,
  ): Promise<Refusal> {
    const { accountId, field } = reveal;
    await this.audit.record(em, context, {
      ...aboutOf(reveal),
      ...(refusal.code !== 'not-found' && { accountId }),
      outcome: 'refused',
      facts: { code: refusal.code, field: 'part' in field ? field.part : 'identifier' },
    });
    return refusal;
  }
}

function aboutOf({ caseId }: Reveal) {
  return {
    action: 'account.revealed',
    ...(caseId !== null && ({ origin: 'case', caseId } as const)),
  } as const;
}
