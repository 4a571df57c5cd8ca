import {
  type HoldReason,
  holdReasons,
  isRefusal,
  likelyDuplicateReasons,
  planHold,
  type Policy,
  type Refusal,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { AccountReader, type AccountRecord } from '../accounts/index.ts';
import { AuditLog } from '../audit/index.ts';
import { ExecutePlan, type ExecutionContext } from './execute-plan.ts';
import { OpenApproval } from './open-approval.ts';
import { PlanChangeEffect } from './plan-change-effect.ts';
import { readHoldFacts } from './read-hold-facts.ts';
import { readStoredChange } from './stored-change.ts';
import { takingEffectJob } from './taking-effect-job.ts';

const SHARE_A_PHONE = {
  name: 'hold_share_a_phone',
  text: `select distinct other.account_id as id from identifier mine
           join identifier other on other.realm = mine.realm and other.kind = 'phone'
            and other.normalised = mine.normalised and other.account_id <> mine.account_id
          where mine.account_id = $1 and mine.kind = 'phone' limit 20`,
};
const KEEP_VERSIONS = {
  name: 'hold_keep_versions',
  text: 'update identifier_change set held_versions = $2 where id = $1',
};

/** A confirmed change that may have to wait. */
export type Confirmed = {
  readonly account: AccountRecord;
  readonly changeId: string;
  readonly identifierId: string;
  /** Normalised. */
  readonly newValue: string;
  readonly caseId: string | null;
  readonly policy: Policy;
  /** Where no change is stored yet: whether only a document stands for the caller. A stored one says so itself. */
  readonly documentOnly?: boolean;
};

/** Lets a confirmed change wait where nobody else could be warned, or a number may be in other hands. */
@Injectable()
export class HoldChange {
  constructor(
    private readonly accounts: AccountReader,
    private readonly executor: ExecutePlan,
    private readonly effect: PlanChangeEffect,
    private readonly approvals: OpenApproval,
    private readonly jobs: Jobs,
    private readonly audit: AuditLog,
  ) {}

  /** Why it has to wait; empty when it may take effect at once. `changeId` is null where none is stored yet. */
  async reasons(
    em: EntityManager,
    now: Date,
    confirmed: Omit<Confirmed, 'changeId' | 'identifierId'> & { readonly changeId: string | null },
  ): Promise<HoldReason[]> {
    const { account, changeId, caseId, newValue, policy, documentOnly = false } = confirmed;
    const stored = changeId === null ? undefined : await readStoredChange(em, changeId);
    const { totals, simSwaps } = await readHoldFacts(em, { accountId: account.id, caseId, changeId });
    return holdReasons({
      identifiers: account.identifiers,
      worth: { ...account, totals },
      simSwaps,
      documentOnly: documentOnly || stored?.holdReasons.includes('document-only') === true,
      newValues: [newValue],
      now,
      policy,
    });
  }

  /**
   * Holds it: told to every contact, asked of a supervisor, and due by itself later. Refusal: what its effect would be
   * refused with already now.
   */
  async run(
    em: EntityManager,
    now: Date,
    context: ExecutionContext,
    confirmed: Confirmed,
    reasons: readonly HoldReason[],
  ): Promise<{ readonly heldUntil: string } | Refusal> {
    const { account, changeId, identifierId, caseId, policy } = confirmed;
    const change = await readStoredChange(em, changeId);
    if (!change) throw new Error('What was confirmed is a change that is stored.');
    const expected = await this.effect.run(em, now, change, { lock: false });
    if (isRefusal(expected.plan)) return expected.plan;
    const others = await this.toldToo(em, now, account, expected.accounts);
    const plan = planHold({ account, identifierId, reasons, others, now, policy });
    if (isRefusal(plan)) return plan;
    const { origin } = change;
    const email = account.identifiers.find(({ id }) => id === identifierId);
    await this.executor.run(em, now, context, plan, {
      accounts: [account, ...others],
      policy,
      origin: origin === 'portal' ? 'portal' : 'case',
      caseId,
      requestedBy: null,
      added: email
        ? { kind: change.kind, value: email.value, normalised: email.normalised, alias: null }
        : null,
    });
    const heldUntil = await this.ask(em, now, changeId);
    const { payload, options } = takingEffectJob(changeId, new Date(heldUntil));
    await this.jobs.add(em, 'take_effect', payload, options);
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'identifier.change-held',
        origin,
        ...(caseId !== null && { caseId }),
        accountId: account.id,
        facts: {
          changeId,
          identifierId,
          kind: change.kind,
          reasons,
          heldUntil,
          policyVersion: policy.version,
        },
        after: { value: email?.value, state: 'held' },
      },
    );
    return { heldUntil };
  }

  /** Plans the effect as it stands after the hold, and puts it before a supervisor. Returns until when it is held. */
  private async ask(em: EntityManager, now: Date, changeId: string): Promise<string> {
    const held = await readStoredChange(em, changeId);
    if (!held?.heldUntil) throw new Error('It was held a moment ago, in this transaction.');
    const { plan, policy } = await this.effect.run(em, now, held, { lock: false });
    if (isRefusal(plan)) throw new Error(`A held change cannot take effect: ${plan.code}.`);
    await runNamed(em, KEEP_VERSIONS, [changeId, JSON.stringify(plan.securityVersions)]);
    await this.approvals.run(em, now, {
      kind: 'held-change',
      plan,
      caseId: held.caseId,
      changeId,
      requestedBy: held.requestedBy,
      policy,
    });
    return held.heldUntil.toISOString();
  }

  /** Likely duplicates, and the account that the value would leave. */
  private async toldToo(
    em: EntityManager,
    now: Date,
    account: AccountRecord,
    known: readonly AccountRecord[],
  ): Promise<AccountRecord[]> {
    const ids = await runNamed<{ id: string }>(em, SHARE_A_PHONE, [account.id]);
    const sharing = await this.accounts.facts(
      em,
      ids.map(({ id }) => id).filter((id) => !known.some((each) => each.id === id)),
      now,
    );
    return [
      ...known.filter(({ id }) => id !== account.id),
      ...sharing.filter((other) => likelyDuplicateReasons(other, [account]).length > 0),
    ];
  }
}
