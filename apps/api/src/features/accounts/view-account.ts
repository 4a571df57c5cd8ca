import type { AccountCard, AccountPage, AccountQuery } from '@relink/contract';
import {
  type Assurance,
  compareAssurance,
  type Refusal,
  refuse,
  revealRefusal,
  roleHolds,
  SEEN_ON_PAGE,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import type { Executor } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { AgentLooks, type LookRow, takeLook } from '../../platform/looks/agent-looks.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { problem, ProblemException } from '../../platform/problems/problem.ts';
import { PrivateContacts } from '../agents/index.ts';
import { type AuditEntry, AuditLog, eventWhereAllowed } from '../audit/index.ts';
import { accountCard } from './account-card.ts';
import { AccountInCase, type InCase } from './account-in-case.ts';
import { readDetails } from './account-page.repository.ts';
import { AccountReader } from './account-reader.ts';
import type { AccountRecord } from './account-record.ts';
import { keepSeen } from './keep-seen.ts';

const ACTION = 'account.viewed';

/** One statement counts a look at an account and keeps its event: named for the benchmark's floor. */
export const VIEWED = eventWhereAllowed({ name: 'account', text: takeLook(13) });

/** Somebody at the desk looks at one account: its card, or its page from a case of their own, or with a reason. */
@Injectable()
export class ViewAccount {
  constructor(
    private readonly source: DataSource,
    private readonly accounts: AccountReader,
    private readonly cases: AccountInCase,
    private readonly policy: PolicyInForce,
    private readonly audit: AuditLog,
    private readonly looks: AgentLooks,
    private readonly privateContacts: PrivateContacts,
  ) {}

  /**
   * Throws `not-found`, `case-needed`, `look-limit-reached`, `not-permitted` for a reason given by a role that may not,
   * and `own-case-unverified` for one given beside a case of their own whose caller is not verified.
   */
  async run(
    context: AgentContext,
    accountId: string,
    { caseId, reason }: AccountQuery,
  ): Promise<AccountCard | AccountPage> {
    if (caseId !== undefined) return this.fromCase(context, accountId, caseId);
    if (reason !== undefined) return this.withReason(context, accountId, reason);
    const pool = poolOf(this.source);
    const { account } = await this.load(pool, context, accountId, []);
    await this.record(pool, context, { accountId, facts: { opened: false } });
    const policy = await this.policy.read(pool);
    return accountCard(account, { now: context.now, policy, others: [] });
  }

  private async fromCase(context: AgentContext, asked: string, caseId: string): Promise<AccountPage> {
    const pool = poolOf(this.source);
    const { accountId, inCase } = await this.inCase(pool, context, asked, caseId);
    if (!inCase) return this.refuse(context, asked, refuse('case-needed'), { caseId });
    const found = await this.load(pool, context, accountId, inCase.accounts);
    const opens = compareAssurance(inCase.assurance, 'verified') >= 0;
    await this.record(pool, context, {
      origin: 'case',
      accountId,
      caseId,
      facts: { opened: opens, assurance: inCase.assurance },
    });
    const page = await this.page(pool, context, found, inCase.assurance, opens);
    return accountId === asked ? page : { ...page, leadsFrom: [asked] };
  }

  /** A tombstone that is not in the case stands for its survivor. */
  private async inCase(
    executor: Executor,
    context: AgentContext,
    asked: string,
    caseId: string,
  ): Promise<{ accountId: string; inCase: InCase | undefined }> {
    const inCase = await this.cases.find(executor, context, caseId, asked);
    if (inCase) return { accountId: asked, inCase };
    const living = await this.accounts.living(executor, asked, context.now);
    if (living === undefined || living.id === asked) return { accountId: asked, inCase: undefined };
    return { accountId: living.id, inCase: await this.cases.find(executor, context, caseId, living.id) };
  }

  private async withReason(context: AgentContext, accountId: string, reason: string): Promise<AccountPage> {
    if (!roleHolds(context.principal.role, 'accounts.view-outside-case'))
      return this.refuse(context, accountId, refuse('not-permitted'), {});
    const pool = poolOf(this.source);
    const found = await this.load(pool, context, accountId, []);
    // Of an account in a case of their own it would be the answer sheet, as a reveal would.
    const ownCase = (await this.cases.findOwn(pool, context, accountId)) ?? null;
    const refusal = revealRefusal({ role: context.principal.role, ownCase, ownContact: false });
    if (refusal) return this.refuse(context, accountId, refusal, {});
    // What a supervisor writes may name the customer: it is sealed like anything personal.
    await this.record(pool, context, {
      accountId,
      facts: { opened: true, outsideCase: true },
      after: { reason },
    });
    const seenBy = { agentId: context.principal.id, accountId, caseId: null };
    await keepSeen(pool, seenBy, SEEN_ON_PAGE, context.now);
    return this.page(pool, context, found, 'none', true, false);
  }

  private async load(
    executor: Executor,
    context: AgentContext,
    accountId: string,
    inCase: InCase['accounts'],
  ): Promise<{ account: AccountRecord; others: AccountRecord[] }> {
    const ids = [...new Set([accountId, ...inCase.map((known) => known.accountId)])];
    const records = (await this.accounts.facts(executor, ids, context.now)).map((record) => ({
      ...record,
      emailReportedLost: inCase.some((known) => known.accountId === record.id && known.emailReportedLost),
    }));
    const account = records.find(({ id }) => id === accountId);
    if (!account) throw problem('not-found');
    // Nobody at the desk looks at their own account or at one of their family's.
    if (await this.privateContacts.isCarriedBy(executor, context.principal.id, account))
      return this.refuse(context, accountId, refuse('private-contact'), {});
    return { account, others: records };
  }

  private async page(
    executor: Executor,
    { now }: AgentContext,
    { account, others }: { account: AccountRecord; others: AccountRecord[] },
    assurance: Assurance,
    opens: boolean,
    inClear = opens,
  ): Promise<AccountPage> {
    const policy = await this.policy.read(executor);
    const { firstName, lastName, language, note } = account;
    return {
      ...accountCard(account, { now, policy, others, inClear }),
      assurance,
      opened: opens
        ? { firstName, lastName, language, note, ...(await readDetails(executor, account.id)) }
        : null,
    };
  }

  /** Counts the look and records it with one statement, before anything is shown. */
  private async record(
    executor: Executor,
    context: AgentContext,
    entry: Omit<AuditEntry, 'action'> & { readonly accountId: string },
  ): Promise<void> {
    const policy = await this.policy.read(executor);
    const { accountId, caseId } = entry;
    const values = this.looks.values(context, { kind: 'account', subject: accountId }, policy);
    const viewed = { ...entry, action: ACTION } as const;
    const [row] = await this.audit.recordWith<LookRow>(executor, context, viewed, VIEWED, values);
    const refusal = await this.looks.judge(context, 'account', row, policy);
    if (refusal) await this.refuse(context, accountId, refusal, caseId === undefined ? {} : { caseId });
  }

  private async refuse(
    context: AgentContext,
    accountId: string,
    refusal: Refusal,
    about: { caseId?: string },
  ): Promise<never> {
    await this.audit.record(poolOf(this.source), context, {
      action: ACTION,
      outcome: 'refused',
      accountId,
      ...about,
      facts: { code: refusal.code },
    });
    throw new ProblemException(refusal);
  }
}
