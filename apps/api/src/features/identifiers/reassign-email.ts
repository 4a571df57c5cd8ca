import type { EmailHolder, NormalisedEmail, Refusal } from '@relink/domain';
import { isRefusal, likelyDuplicateReasons, minutes, planEmailReassignment } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AccountReader, type AccountRecord } from '../accounts/index.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk, type CaseSituation } from '../cases/index.ts';
import { ChallengeBook } from '../verification/index.ts';
import { findClaim, findHolder, moveAnswered } from './emails.repository.ts';
import { ExecutePlan } from './execute-plan.ts';

type Email = Extract<NormalisedEmail, { ok: true }>;

/** Gives the claimed account an e-mail: pending until its holder confirms it, or at once from her own proven duplicate. */
@Injectable()
export class ReassignEmail {
  constructor(
    private readonly desk: CaseDesk,
    private readonly accounts: AccountReader,
    private readonly book: ChallengeBook,
    private readonly executor: ExecutePlan,
    private readonly audit: AuditLog,
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
    const account = situation.accounts.find(({ id }) => id === accountId);
    if (!account) throw new Error('The rules allow this for an account of the case only.');
    const { policy } = situation;
    const holder = await this.holderOf(em, account, email.normalised, situation);
    const planned = planEmailReassignment({
      caseId,
      account,
      email: email.normalised,
      holder,
      claim: await findClaim(em, account.realm, email.normalised),
      pending:
        situation.pendingChanges.find(
          (change) => change.accountId === accountId && change.kind === 'email',
        ) ?? null,
      now,
      policy,
    });
    const moves = holder !== null;
    const to = { destination: email.normalised, purpose: 'email-confirmation', accountId } as const;
    const plan =
      isRefusal(planned) || moves ? planned : ((await this.book.limits(em, now, policy, to)) ?? planned);
    if (isRefusal(plan)) {
      await this.desk.refused(em, now, context, caseId, query, plan);
      return plan;
    }
    const { planHash, identifierId, changeId } = await this.executor.run(em, now, context, plan, {
      accounts: situation.accounts,
      policy,
      origin: 'case',
      caseId,
      requestedBy: context.principal.id,
      added: { kind: 'email', ...email },
    });
    if (changeId === null) throw new Error('A reassignment adds an e-mail, and with it a change.');
    const state = moves ? 'effective' : 'pending';
    await this.audit.record(
      em,
      { ...context, now },
      {
        caseId,
        accountId,
        origin: 'case',
        action: moves ? 'identifier.email-moved' : 'identifier.email-requested',
        facts: {
          planHash,
          changeId,
          identifierId,
          policyVersion: policy.version,
          ...(holder && { fromAccountId: holder.account.id }),
        },
        before: { emails: loginsOf(account) },
        after: { email: email.value, state },
      },
    );
    return { resourceId: changeId, result: undefined };
  }

  /**
   * An account of the case is locked by now, so it is judged as it stands. One outside the case is only looked at: it
   * can bring about a refusal and nothing else, so it is never locked, and no two cases can wait for each other.
   */
  private async holderOf(
    em: EntityManager,
    claimed: AccountRecord,
    email: string,
    { now, policy, accounts, caseAccounts, case: facts }: CaseSituation,
  ): Promise<EmailHolder | null> {
    const held = await findHolder(em, claimed.realm, email);
    if (!held) return null;
    const inCase = accounts.find(({ id }) => id === held.accountId);
    const [account] = inCase ? [inCase] : await this.accounts.facts(em, [held.accountId], now);
    if (!account) throw new Error('An identifier is always of an account.');
    const faded = now.getTime() - minutes(policy.numbers.evidence.fadesAfterMinutes);
    const reset = facts.resetAt === null ? faded : Date.parse(facts.resetAt);
    const since = new Date(Math.max(faded, reset));
    return {
      account,
      identifierId: held.identifierId,
      duplicateInCase: caseAccounts.some(
        ({ accountId, role }) => accountId === held.accountId && role === 'duplicate',
      ),
      duplicateProven: await moveAnswered(em, facts.id, held.identifierId, since),
      likelyDuplicate: likelyDuplicateReasons(account, [claimed]).length > 0,
    };
  }
}

function loginsOf({ identifiers }: AccountRecord): string[] {
  return identifiers
    .filter(({ kind, use, state }) => kind === 'email' && use === 'login' && state === 'verified')
    .map(({ value }) => value);
}
