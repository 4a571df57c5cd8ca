import type { MergePreview, MergePreviewRequest } from '@relink/contract';
import {
  defaultSurvivor,
  isProven,
  isRefusal,
  mergeNeedsApproval,
  mergeVerdict,
  planMerge,
  type Refusal,
  refuse,
  roleHolds,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { ProblemException } from '../../platform/problems/problem.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk, type CaseSituation } from '../cases/index.ts';
import { hashPlan } from '../identifiers/index.ts';
import { mergeHoldFacts } from './merge-hold-facts.ts';
import { MergeColumns } from './merge-columns.ts';
import { type MergeAccount, ReadMergeAccount } from './read-merge-account.ts';

/** Shows what a merge would come to, before anybody asks for it. Nothing is changed but that it was looked at. */
@Injectable()
export class PreviewMerge {
  constructor(
    private readonly transaction: Transaction,
    private readonly desk: CaseDesk,
    private readonly reader: ReadMergeAccount,
    private readonly columns: MergeColumns,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Throws `not-found`, `not-your-case`, `case-closed`, `account-not-in-case`, `private-contact`, and
   * `merge-choice-unknown` for a choice that names what neither account has. What it refuses is recorded.
   */
  async run(context: AgentContext, caseId: string, request: MergePreviewRequest): Promise<MergePreview> {
    const preview = await this.transaction.run(async (em, now) => {
      const at = { ...context, now };
      const found = await this.show(em, at, caseId, request);
      const [accountId] = request.accountIds;
      if (isRefusal(found)) {
        if (found.code !== 'not-found') await this.record(em, at, caseId, null, { code: found.code });
        return found;
      }
      const { survivor, other, planHash, blockers } = found;
      await this.record(em, at, caseId, survivor.accountId ?? accountId, {
        otherId: other.accountId,
        planHash,
        blockers: blockers.map(({ code }) => code),
        masked: survivor.masked || other.masked,
      });
      return found;
    });
    if (isRefusal(preview)) throw new ProblemException(preview);
    return preview;
  }

  private async show(
    em: EntityManager,
    context: AgentContext,
    caseId: string,
    { accountIds, survivorId, choices = {} }: MergePreviewRequest,
  ): Promise<MergePreview | Refusal> {
    const { now } = context;
    const situation = await this.desk.situation(em, now, context, caseId);
    if (!situation) return refuse('not-found');
    const refusal = mayNotLook(situation, accountIds);
    if (refusal !== null) return refusal;
    const accounts = await this.reader.facts(em, accountIds, now);
    const [one, two = one] = accounts;
    if (!one || !two) return refuse('account-not-in-case');
    const { survivor, other } = sidesOf(one, two, survivorId);
    const planned = planMerge(survivor, other, choices, situation.policy, now);
    if (isRefusal(planned)) return planned;
    const plan = planned.ok ? planned.plan : null;
    const { evidence, case: facts, policy } = situation;
    const masked = (account: MergeAccount) => !isProven(account, evidence, facts.resetAt, now, policy);
    const columns = await this.columns.run(em, {
      survivor,
      other,
      choices,
      plan,
      blockers: planned.ok ? [] : planned.blockers,
      masked: { survivor: masked(survivor), other: masked(other) },
      unproven: !accounts.some((account) => isClaimed(account.id, situation) && !masked(account)),
      now,
    });
    const verdict = mergeVerdict(situation, accountIds);
    return {
      ...columns,
      planHash: plan === null ? null : hashPlan(plan),
      verdict: { ...verdict, missing: [...verdict.missing] },
      needsApproval: mergeNeedsApproval(situation, accountIds, await mergeHoldFacts(em, caseId, accountIds)),
    };
  }

  private async record(
    em: EntityManager,
    context: AgentContext,
    caseId: string,
    accountId: string | null,
    facts: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.audit.record(em, context, {
      action: 'merge.previewed',
      outcome: accountId === null ? 'refused' : 'done',
      origin: 'case',
      caseId,
      ...(accountId !== null && { accountId }),
      facts,
    });
  }
}

function isClaimed(id: string, { caseAccounts }: CaseSituation): boolean {
  return caseAccounts.some(({ accountId, role }) => accountId === id && role === 'claimed');
}

/** Why somebody may not look at two accounts of a case side by side. */
function mayNotLook(
  { agent, case: facts, caseAccounts, ownContactAccounts }: CaseSituation,
  accountIds: readonly string[],
): Refusal | null {
  if (facts.agentId !== agent.id || !roleHolds(agent.role, 'cases.work')) return refuse('not-your-case');
  if (facts.state === 'closed') return refuse('case-closed');
  if (!accountIds.every((id) => caseAccounts.some(({ accountId }) => accountId === id)))
    return refuse('account-not-in-case');
  return accountIds.some((id) => ownContactAccounts.includes(id)) ? refuse('private-contact') : null;
}

function sidesOf(
  one: MergeAccount,
  two: MergeAccount,
  survivorId: string | undefined,
): { readonly survivor: MergeAccount; readonly other: MergeAccount } {
  if (survivorId === one.id) return { survivor: one, other: two };
  return survivorId === two.id ? { survivor: two, other: one } : defaultSurvivor(one, two);
}
