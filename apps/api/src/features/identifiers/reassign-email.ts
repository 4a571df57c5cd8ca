import {
  type HoldReason,
  isRefusal,
  type NormalisedEmail,
  planEmailReassignment,
  planHeldMove,
  type Policy,
  type Refusal,
  restsOnDocument,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AccountReader, type AccountRecord } from '../accounts/index.ts';
import { CaseDesk } from '../cases/index.ts';
import { AskForLogin } from './ask-for-login.ts';
import { HoldChange } from './hold-change.ts';
import { LoginHolderInCase } from './login-holder-in-case.ts';
import { findClaim } from './logins.repository.ts';
import { readStoredChange } from './stored-change.ts';

type Email = Extract<NormalisedEmail, { ok: true }>;

/** Gives the claimed account an e-mail: pending until its holder confirms it, or at once from her own proven duplicate. */
@Injectable()
export class ReassignEmail {
  constructor(
    private readonly desk: CaseDesk,
    private readonly holders: LoginHolderInCase,
    private readonly ask: AskForLogin,
    private readonly hold: HoldChange,
    private readonly accounts: AccountReader,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    caseId: string,
    { accountId, email }: { readonly accountId: string; readonly email: Email },
  ): Promise<Done | Refusal> {
    const query = { action: 'reassign-email', accountId } as const;
    const situation = await this.desk.enter(em, now, context, caseId, query);
    if (isRefusal(situation)) return situation;
    const { accounts, policy } = situation;
    const account = accounts.find(({ id }) => id === accountId);
    if (!account) throw new Error('The rules allow this for an account of the case only.');
    const holder = await this.holders.find(em, account, 'email', email.normalised, situation);
    const asked = {
      caseId,
      account,
      email: email.normalised,
      holder,
      claim: await findClaim(em, account.realm, 'email', email.normalised),
      pending:
        situation.pendingChanges.find(
          (change) => change.accountId === accountId && change.kind === 'email',
        ) ?? null,
      now,
      policy,
    };
    const planned = planEmailReassignment(asked);
    const { case: facts, evidence } = situation;
    const documentOnly = restsOnDocument(accountId, evidence, facts.resetAt, now, policy);
    // A code to that address was answered: a move is confirmed already, and may have to wait like any other.
    const on = { account, newValue: email.normalised, caseId, policy, documentOnly };
    const reasons =
      holder === null || isRefusal(planned)
        ? []
        : await this.hold.reasons(em, now, { ...on, changeId: null });
    const waits = reasons.length > 0;
    const plan = waits ? planHeldMove({ ...asked, kind: 'email', normalised: email.normalised }) : planned;
    const done = isRefusal(plan)
      ? plan
      : await this.ask.run(em, now, context, {
          account,
          accounts,
          policy,
          plan,
          origin: 'case',
          caseId,
          requestedBy: context.principal.id,
          added: { kind: 'email', ...email },
          movedFrom: waits ? null : (holder?.account.id ?? null),
          documentOnly,
        });
    if (waits && !isRefusal(done)) await this.holdMove(em, now, context, done.resourceId, on, reasons);
    if (isRefusal(done)) await this.desk.refused(em, now, context, caseId, query, done);
    return done;
  }

  private async holdMove(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    changeId: string,
    on: { account: AccountRecord; newValue: string; caseId: string; policy: Policy; documentOnly: boolean },
    reasons: readonly HoldReason[],
  ): Promise<void> {
    const change = await readStoredChange(em, changeId);
    // Its security version has risen, and the e-mail waits on it now.
    const [account] = await this.accounts.facts(em, [on.account.id], now);
    if (!change || !account) throw new Error('It was asked for a moment ago, in this transaction.');
    const confirmed = { ...on, account, changeId, identifierId: change.identifierId };
    const held = await this.hold.run(em, now, context, confirmed, reasons);
    if (isRefusal(held)) throw new Error(`What would move at once cannot wait: ${held.code}.`);
  }
}
