import {
  isRefusal,
  type Origin,
  type PendingKind,
  type Plan,
  type PlanStep,
  type Policy,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import { CustomerKeys } from '../../platform/sealing/customer-keys.ts';
import { Overtaken } from '../../platform/transaction/transaction.ts';
import type { AccountRecord } from '../accounts/index.ts';
import { AuditLog, type SystemContext } from '../audit/index.ts';
import { ChallengeBook } from '../verification/index.ts';
import * as steps from './carry-out-steps.ts';
import { expectRow } from './carry-out-steps.ts';
import { confirmationChallenge } from './confirmation.ts';
import { keepPlan } from './keep-plan.ts';
import { maskedParams } from './masked-params.ts';
import * as sql from './plan-statements.ts';
import { TellContacts } from './tell-contacts.ts';

/** Who carries a plan out: somebody who asks, or the worker when a change is due. */
export type ExecutionContext = RequestContext | SystemContext;

/** What a plan's steps need besides themselves. */
export type Execution = {
  /** Every account the plan names, locked and as the plan was computed from. */
  readonly accounts: readonly AccountRecord[];
  readonly policy: Policy;
  readonly origin: Extract<Origin, 'case' | 'portal' | 'effect-of'>;
  readonly caseId: string | null;
  readonly requestedBy: string | null;
  /** The new e-mail or phone: as it was written, and an e-mail in its alias form. Null where a plan brings none. */
  readonly added: {
    readonly kind: PendingKind;
    readonly value: string;
    readonly normalised: string;
    readonly alias: string | null;
  } | null;
};

/** What came of it: the identifier that was added and the change that added it, where one was. */
export type Executed = {
  readonly planHash: string;
  readonly identifierId: string | null;
  readonly changeId: string | null;
};

type Run = {
  readonly em: EntityManager;
  readonly now: Date;
  readonly context: ExecutionContext;
  readonly plan: Plan;
  readonly execution: Execution;
  readonly planHash: string;
  identifierId: string | null;
  changeId: string | null;
};

/**
 * Carries out a plan of identifiers, step by step in its order, in the caller's transaction. The security version of
 * each account it names rises. Throws Overtaken, for all of it to be undone and planned anew, when something it was
 * computed from is no longer so.
 */
@Injectable()
export class ExecutePlan {
  constructor(
    private readonly audit: AuditLog,
    private readonly keys: CustomerKeys,
    private readonly book: ChallengeBook,
    private readonly tell: TellContacts,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: ExecutionContext,
    plan: Plan,
    execution: Execution,
  ): Promise<Executed> {
    const named = Object.entries(plan.securityVersions);
    const raised = await runNamed(em, sql.RAISE_SECURITY_VERSIONS, [
      named.map(([id]) => id),
      named.map(([, version]) => version),
      now,
    ]);
    if (raised.length !== named.length) throw new Overtaken('An account has moved since its plan.');
    const planHash = await keepPlan(em, now, this.keys, plan);
    const run: Run = { em, now, context, plan, execution, planHash, identifierId: null, changeId: null };
    for (const step of plan.steps) await this.carryOut(step, run);
    return { planHash, identifierId: run.identifierId, changeId: run.changeId };
  }

  private async carryOut(step: PlanStep, run: Run): Promise<void> {
    const { em, now, execution } = run;
    const account = accountOf(step.accountId, run);
    switch (step.do) {
      case 'add-identifier':
        return this.addIdentifier(step, account, run);
      case 'verify-identifier':
        expectRow(await runNamed(em, sql.VERIFY_IDENTIFIER, [step.identifierId, account.id, now]));
        if (account.identifiers.some(({ id, kind }) => id === step.identifierId && kind === 'email'))
          await runNamed(em, sql.FORGET_LOST_EMAIL, [account.id]);
        return;
      case 'release-identifier':
        return this.release(step, account, run);
      case 'claim': {
        const { kind, normalised, expiresAt } = step;
        const claim = [account.realm, kind, normalised, account.id, run.identifierId, expiresAt, now];
        expectRow(await runNamed(em, sql.CLAIM, claim));
        return;
      }
      case 'drop-claim':
        await runNamed(em, sql.DROP_CLAIM, [account.realm, step.kind, step.normalised, account.id]);
        return;
      case 'settle-change':
        run.changeId = await steps.settleChange(em, now, step);
        return;
      case 'hold-change':
        run.changeId = await steps.holdChange(em, now, step, account);
        return;
      case 'restore-identifier':
        await steps.restoreIdentifier(em, now, step);
        return steps.recordRestored(this.audit, step, account, run);
      case 'end-access':
        await steps.endAccess(em, now, account.id);
        return;
      case 'ask-confirmation':
        return this.askConfirmation(step, account, run);
      case 'tell':
        await this.tell.run(em, now, {
          template: step.template,
          contacts: step.contacts,
          accounts: execution.accounts,
          caseId: execution.caseId,
          params: {
            ...maskedParams(execution.added),
            ...(step.heldUntil !== undefined && { heldUntil: step.heldUntil }),
          },
          opposes: { accountId: run.plan.accountId, changeId: run.changeId },
        });
    }
  }

  private async addIdentifier(
    step: Extract<PlanStep, { do: 'add-identifier' }>,
    account: AccountRecord,
    run: Run,
  ): Promise<void> {
    const { em, now, execution, plan, planHash } = run;
    const { added, origin, caseId, requestedBy } = execution;
    if (added?.normalised !== step.normalised || added.kind !== step.kind)
      throw new Error('What is added is not what was planned.');
    const verified = step.state === 'verified';
    run.identifierId = uuidv7();
    await runNamed(em, sql.ADD_IDENTIFIER, [
      run.identifierId,
      account.id,
      account.realm,
      step.kind,
      step.use,
      step.state,
      added.value,
      step.normalised,
      added.alias,
      now,
      verified ? now : null,
      origin,
    ]);
    run.changeId = uuidv7();
    const claim = plan.steps.find((other) => other.do === 'claim');
    await runNamed(em, sql.ADD_CHANGE, [
      run.changeId,
      account.id,
      caseId,
      run.identifierId,
      planHash,
      verified ? 'effective' : 'pending',
      requestedBy,
      now,
      claim?.expiresAt ?? now,
      verified ? now : null,
      step.kind,
      origin,
    ]);
    if (verified && step.kind === 'email') await runNamed(em, sql.FORGET_LOST_EMAIL, [account.id]);
  }

  private async release(
    step: Extract<PlanStep, { do: 'release-identifier' }>,
    account: AccountRecord,
    run: Run,
  ): Promise<void> {
    const { em, now, context, execution, planHash } = run;
    const { identifierId, reason, takenByAccountId } = step;
    expectRow(
      await runNamed(em, sql.RELEASE_IDENTIFIER, [identifierId, account.id, now, reason, takenByAccountId]),
    );
    const before = account.identifiers.find(({ id }) => id === identifierId);
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'identifier.released',
        origin: execution.origin,
        ...(execution.caseId !== null && { caseId: execution.caseId }),
        accountId: account.id,
        facts: { planHash, identifierId, reason, takenByAccountId },
        before: { kind: before?.kind, use: before?.use, state: before?.state, value: before?.value },
        after: { state: 'released', reason },
      },
    );
  }

  private async askConfirmation(
    step: Extract<PlanStep, { do: 'ask-confirmation' }>,
    account: AccountRecord,
    { em, now, execution, identifierId, changeId }: Run,
  ): Promise<void> {
    const { policy, caseId, requestedBy } = execution;
    if (identifierId === null || changeId === null)
      throw new Error('A plan adds what it asks the confirmation of.');
    const asked = {
      account,
      identifierId,
      changeId,
      caseId,
      requestedBy,
      kind: step.kind,
      normalised: step.normalised,
    };
    const issued = await this.book.issue(em, now, policy, confirmationChallenge(asked));
    // The limits were asked before the plan was carried out: something was sent since.
    if (isRefusal(issued)) throw new Overtaken('No confirmation can be sent any more.');
  }
}

function accountOf(id: string, { execution }: Run): AccountRecord {
  const account = execution.accounts.find((loaded) => loaded.id === id);
  if (!account) throw new Error('A plan changes only accounts that were loaded for it.');
  return account;
}
