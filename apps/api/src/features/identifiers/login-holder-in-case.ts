import { likelyDuplicateReasons, type LoginHolder, minutes, type PendingKind } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountReader, type AccountRecord } from '../accounts/index.ts';
import type { CaseSituation } from '../cases/index.ts';
import { duplicateProven, findHolder, moveAnswered } from './logins.repository.ts';

/** Finds out where an e-mail or phone signs in today, and what a case knows of that account. */
@Injectable()
export class LoginHolderInCase {
  constructor(private readonly accounts: AccountReader) {}

  /**
   * An account of the case is locked by now, so it is judged as it stands. One outside the case is only looked at: it
   * can bring about a refusal and nothing else, so it is never locked, and no two cases can wait for each other.
   */
  async find(
    em: EntityManager,
    claimed: AccountRecord,
    kind: PendingKind,
    normalised: string,
    { now, policy, accounts, caseAccounts, case: facts }: CaseSituation,
  ): Promise<LoginHolder | null> {
    const held = await findHolder(em, claimed.realm, kind, normalised);
    if (!held) return null;
    const { accountId, identifierId } = held;
    const inCase = accounts.find(({ id }) => id === accountId);
    const [account] = inCase ? [inCase] : await this.accounts.facts(em, [accountId], now);
    if (!account) throw new Error('An identifier is always of an account.');
    const faded = now.getTime() - minutes(policy.numbers.evidence.fadesAfterMinutes);
    const reset = facts.resetAt === null ? faded : Date.parse(facts.resetAt);
    const since = new Date(Math.max(faded, reset));
    return {
      account,
      identifierId,
      duplicateInCase: caseAccounts.some((each) => each.accountId === accountId && each.role === 'duplicate'),
      // An e-mail proves itself; a phone may have been found or stolen, so another contact must have spoken.
      duplicateProven:
        kind === 'email'
          ? await moveAnswered(em, facts.id, identifierId, since)
          : await duplicateProven(em, facts.id, accountId, since, normalised),
      likelyDuplicate: likelyDuplicateReasons(account, [claimed]).length > 0,
    };
  }
}
