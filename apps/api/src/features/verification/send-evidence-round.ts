import type { EvidenceRequest, EvidenceResponse } from '@relink/contract';
import {
  agentStopped,
  assuranceOf,
  days,
  isRefusal,
  judgeRound,
  lockAfter,
  type Refusal,
  roundRefusal,
  roundsLeft,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { CustomerKeys } from '../../platform/sealing/customer-keys.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk, type CaseSituation, Notices } from '../cases/index.ts';
import { judgeAnswers } from './judge-answers.ts';
import { knownFacts } from './known-facts.repository.ts';

const FAILED_ACCOUNTS = {
  name: 'verification_failed_accounts',
  text: `select count(distinct account_id)::int as accounts from evidence_round
          where agent_id = $1 and not enough and at > $2`,
};
export const KEEP_ROUND = {
  name: 'verification_keep_round',
  text: `insert into evidence_round
           (id, case_id, account_id, agent_id, at, kinds, enough, after_failure, policy_version, results_sealed)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
};
const LOCK = {
  name: 'verification_lock_account',
  text: 'insert into verification_lock (id, account_id, at, until, reason) values ($1, $2, $3, $4, $5)',
};

/** One round of answers, judged together. The account's row is locked, so rounds on it are counted one by one. */
@Injectable()
export class SendEvidenceRound {
  constructor(
    private readonly desk: CaseDesk,
    private readonly audit: AuditLog,
    private readonly keys: CustomerKeys,
    private readonly notices: Notices,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    caseId: string,
    { accountId, answers }: EvidenceRequest,
  ): Promise<Done<EvidenceResponse> | Refusal> {
    const query = { action: 'send-evidence-round', accountId } as const;
    const situation = await this.desk.enter(em, now, context, caseId, query);
    if (isRefusal(situation)) return sayingUntilWhen(situation);
    const { policy } = situation;
    const kinds = answers.map(({ kind }) => kind);
    const refusal = roundRefusal({
      kinds,
      excludedKinds: situation.excludedByAccount.get(accountId) ?? [],
      lockedUntil: situation.accounts.find(({ id }) => id === accountId)?.lockedUntil ?? null,
      agentStopped: agentStopped(situation.agent.failedAccountsToday, policy),
      now,
      policy,
    });
    if (refusal) {
      await this.desk.refused(em, now, context, caseId, query, refusal);
      return refusal;
    }
    const about = { caseId, accountId, origin: 'case' as const };
    const results = judgeAnswers(answers, await knownFacts(em, accountId));
    const verdict = judgeRound(results, policy);
    const failedBefore = situation.failedRounds.get(accountId) ?? 0;
    const round = {
      id: uuidv7(),
      at: now.toISOString(),
      accountId,
      ...verdict,
      policyVersion: policy.version,
    };
    await runNamed(em, KEEP_ROUND, [
      round.id,
      caseId,
      accountId,
      context.principal.id,
      now,
      verdict.kinds,
      verdict.enough,
      failedBefore > 0,
      policy.version,
      await this.keys.seal(em, accountId, round.id, results),
    ]);
    const facts = { kinds, verdict: verdict.enough ? 'enough' : 'not-enough', policyVersion: policy.version };
    await this.audit.record(em, { ...context, now }, { ...about, action: 'evidence.round-sent', facts });
    const failed = failedBefore + (verdict.enough ? 0 : 1);
    if (!verdict.enough) await this.stopAgent(em, now, context, situation, about);
    const lock = verdict.enough ? null : lockAfter(failed, now, policy);
    if (lock) {
      await runNamed(em, LOCK, [uuidv7(), accountId, now, lock.until, 'failed-rounds']);
      await this.audit.record(
        em,
        { ...context, now },
        { ...about, action: 'evidence.account-locked', facts: lock },
      );
      return { code: 'account-locked', details: { verdict: 'not-enough', lockedUntil: lock.until } };
    }
    const evidence = { ...situation.evidence, rounds: [...situation.evidence.rounds, round] };
    const result: EvidenceResponse = {
      verdict: verdict.enough ? 'enough' : 'not-enough',
      assurance: assuranceOf(accountId, evidence, situation.case.resetAt, now, policy).level,
      roundsLeft: roundsLeft(failed, policy),
      lockedUntil: null,
    };
    return { resourceId: round.id, result };
  }

  /** Tells in the log, once, that this failed round was on one account too many for a day. */
  private async stopAgent(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { agent, policy }: CaseSituation,
    about: { readonly caseId: string },
  ): Promise<void> {
    const since = new Date(now.getTime() - days(1));
    const [row] = await runNamed<{ accounts: number }>(em, FAILED_ACCOUNTS, [context.principal.id, since]);
    const accounts = row?.accounts ?? 0;
    if (agentStopped(agent.failedAccountsToday, policy) || !agentStopped(accounts, policy)) return;
    const facts = { agentId: context.principal.id, accounts };
    await this.audit.record(
      em,
      { ...context, now },
      { ...about, origin: 'case', action: 'agent.stopped', facts },
    );
    await this.notices.tell(em, now, {
      kind: 'agent-stopped',
      caseId: about.caseId,
      accountId: null,
      agentId: context.principal.id,
    });
  }
}

/** A locked account is refused alike by the round that locks it and by every later one: with the end of the lock. */
function sayingUntilWhen(refusal: Refusal): Refusal {
  if (refusal.code !== 'account-locked') return refusal;
  return { ...refusal, details: { ...refusal.details, lockedUntil: refusal.details?.['retryAt'] } };
}
