import {
  type AuditAction,
  type ActionQuery,
  type ActionSituation,
  type ActionVerdict,
  allowedActions,
  type CaseAction,
  excludedKnowledge,
  refuse,
  type Refusal,
  refusalOf,
  resumesWork,
  verdictOn,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Executor } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { AccountReader, type AccountRecord } from '../accounts/index.ts';
import { PrivateContacts } from '../agents/index.ts';
import { AuditLog } from '../audit/index.ts';
import { type CaseAccount, type CasePendingChange, gather, readCaseAccounts } from './case-gatherings.ts';
import type { CaseEvidence } from './case-evidence.ts';
import { type CaseRecord, lockCase, readCase } from './case-record.ts';
import { ResumeCase } from './resume-case.ts';

/** Everything that decides what may be done in a case, and what may. */
export type CaseSituation = Omit<ActionSituation, 'accounts' | 'evidence' | 'pendingChanges'> & {
  readonly reference: string;
  readonly realm: string;
  readonly verdicts: readonly ActionVerdict[];
  readonly record: CaseRecord;
  readonly caseAccounts: readonly CaseAccount[];
  readonly accounts: readonly AccountRecord[];
  readonly evidence: CaseEvidence;
  readonly pendingChanges: readonly CasePendingChange[];
  /** Rounds that failed and still count towards a lock, across agents and cases, by account. */
  readonly failedRounds: ReadonlyMap<string, number>;
};

/** What each action is called in the audit log, done or refused. */
const CASE_AUDIT_ACTIONS: Readonly<Record<CaseAction, AuditAction>> = {
  'add-account': 'case.account-added',
  'send-evidence-round': 'evidence.round-sent',
  'send-code': 'challenge.sent',
  'reassign-email': 'identifier.email-requested',
  'answer-spoken-code': 'challenge.answered',
  'link-phone': 'identifier.phone-requested',
  'cancel-reassignment': 'identifier.email-cancelled',
  'resend-confirmation': 'identifier.confirmation-resent',
  'send-reset-link': 'credential.reset-sent',
  'end-sessions': 'session.ended',
  'lift-lock': 'evidence.lock-lifted',
  'add-note': 'case.note-added',
  close: 'case.closed',
  'hand-over': 'case.handed-over',
  reopen: 'case.reopened',
  take: 'case.taken',
  'wait-for-customer': 'case.waiting-for-customer',
  'record-caller': 'case.caller-recorded',
  'set-ticket': 'case.ticket-set',
  'report-suspected-fraud': 'case.fraud-suspected',
  'ask-document': 'document.asked',
  merge: 'merge.requested',
};

/** Where every action in a case begins: it locks, loads, and asks the rules. */
@Injectable()
export class CaseDesk {
  constructor(
    private readonly accounts: AccountReader,
    private readonly audit: AuditLog,
    private readonly policy: PolicyInForce,
    private readonly privateContacts: PrivateContacts,
    private readonly resume: ResumeCase,
  ) {}

  /**
   * Locks the case, its agent, and its accounts in the order of their ids, and answers what they stand at, or why the action
   * may not be done: `not-found`, or the refusal of the rules, which is recorded here and must be returned as it is.
   */
  async enter(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    caseId: string,
    query: ActionQuery,
    auditedAs = CASE_AUDIT_ACTIONS[query.action],
  ): Promise<CaseSituation | Refusal> {
    const record = await lockCase(em, caseId);
    if (!record) return refuse('not-found');
    const caseAccounts = await readCaseAccounts(em, caseId);
    const accounts = await this.accounts.lock(
      em,
      caseAccounts.map(({ accountId }) => accountId),
      now,
    );
    const situation = await this.assess(em, now, context, record, caseAccounts, accounts);
    const refusal = refusalOf(verdictOn(situation.verdicts, query));
    if (!refusal) {
      // A case that waits for its customer is open again once its agent goes on with it.
      if (resumesWork(query.action)) await this.resume.run(em, now, context, caseId);
      return situation;
    }
    await this.refused(em, now, context, caseId, query, refusal, auditedAs);
    return refusal;
  }

  /** The situation as it stands, for reading; undefined where there is no such case. */
  async situation(
    executor: Executor,
    now: Date,
    context: AgentContext,
    caseId: string,
  ): Promise<CaseSituation | undefined> {
    const record = await readCase(executor, caseId);
    if (!record) return undefined;
    const caseAccounts = await readCaseAccounts(executor, caseId);
    const ids = caseAccounts.map(({ accountId }) => accountId);
    const accounts = await this.accounts.facts(executor, ids, now);
    return this.assess(executor, now, context, record, caseAccounts, accounts);
  }

  /** Records that an action in a case was refused, by the rules here or by a plan later on. */
  async refused(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    caseId: string,
    { action, accountId, identifierId }: ActionQuery,
    { code, details }: Refusal,
    auditedAs = CASE_AUDIT_ACTIONS[action],
  ): Promise<void> {
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: auditedAs,
        outcome: 'refused',
        origin: 'case',
        caseId,
        ...(accountId !== null && { accountId }),
        facts: {
          code,
          ...(identifierId !== undefined && { identifierId }),
          ...(details?.['missing'] !== undefined && { missing: details['missing'] }),
        },
      },
    );
  }

  private async assess(
    executor: Executor,
    now: Date,
    context: AgentContext,
    record: CaseRecord,
    caseAccounts: readonly CaseAccount[],
    accounts: readonly AccountRecord[],
  ): Promise<CaseSituation> {
    const { id: agentId, role } = context.principal;
    const policy = await this.policy.read(executor);
    const ids = caseAccounts.map(({ accountId }) => accountId);
    const { searches, failedAccountsToday, ownContacts, ...gathered } = await gather(executor, record, ids, {
      agentId,
      now,
      policy,
    });
    const lost = new Set(
      caseAccounts.filter((account) => account.emailReportedLost).map(({ accountId }) => accountId),
    );
    const excludedByAccount = new Map(
      ids.map((id) => [
        id,
        excludedKnowledge(searches.filter(({ accountId }) => accountId === id).map(({ kind }) => kind)),
      ]),
    );
    const situation = {
      ...gathered,
      now,
      policy,
      reference: record.reference,
      realm: record.realm,
      record,
      caseAccounts,
      case: {
        id: record.id,
        state: record.state,
        agentId: record.agentId,
        caller: gathered.caller,
        accounts: caseAccounts,
        resetAt: record.resetAt?.toISOString() ?? null,
      },
      accounts: accounts.map((account) => ({ ...account, emailReportedLost: lost.has(account.id) })),
      agent: { id: agentId, role, failedAccountsToday },
      ownContactAccounts: this.privateContacts.carriers(ownContacts, accounts),
      excludedByAccount,
    };
    return { ...situation, verdicts: allowedActions(situation) };
  }
}
