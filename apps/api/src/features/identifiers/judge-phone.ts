import { minutes, type PhoneEffect, planPhoneEffect, type Policy, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { Overtaken } from '../../platform/transaction/transaction.ts';
import { AccountReader, type AccountRecord, type IdentifierRecord } from '../accounts/index.ts';
import { isRecoveryLocked } from '../verification/index.ts';
import { duplicateProven, findClaim, findHolder, hasAgreed, isOwnDuplicate } from './logins.repository.ts';

/** A confirmed phone, and the change that asked for it. */
export type ConfirmedPhone = {
  readonly accountId: string;
  readonly identifierId: string;
  readonly changeId: string;
  readonly caseId: string | null;
  readonly requestedAt: Date;
};

/** What follows from a confirmed phone, and what it was judged by. */
export type JudgedPhone = {
  readonly account: AccountRecord;
  readonly phone: IdentifierRecord;
  /** The account that has the phone as a login; null when none has. */
  readonly holder: AccountRecord | null;
  readonly policy: Policy;
  readonly verdict: PhoneEffect | Refusal;
};

/** Judges a confirmed phone as all of it stands now, with both accounts locked in the order of their ids. */
@Injectable()
export class JudgePhone {
  constructor(
    private readonly accounts: AccountReader,
    private readonly policy: PolicyInForce,
  ) {}

  async run(em: EntityManager, now: Date, confirmed: ConfirmedPhone): Promise<JudgedPhone> {
    const { accountId, identifierId } = confirmed;
    const [asking] = await this.accounts.facts(em, [accountId], now);
    const wanted = asking?.identifiers.find(({ id }) => id === identifierId);
    if (!asking || !wanted) throw new Error('A confirmation names a phone of an account.');
    const held = await findHolder(em, asking.realm, 'phone', wanted.normalised);
    const ids = held === null ? [accountId] : [accountId, held.accountId];
    const locked = await this.accounts.lock(em, ids, now);
    const account = locked.find(({ id }) => id === accountId);
    const phone = account?.identifiers.find(({ id }) => id === identifierId);
    const holder = held === null ? null : locked.find(({ id }) => id === held.accountId);
    if (!account || !phone || holder === undefined) throw new Error('Accounts are never deleted.');
    const still = holder?.identifiers.find(({ id }) => id === held?.identifierId)?.state === 'verified';
    if (holder !== null && !still) throw new Overtaken('The phone has left its account a moment ago.');
    const policy = await this.policy.read(em);
    const verdict = planPhoneEffect({
      account,
      identifierId,
      claim: await findClaim(em, account.realm, 'phone', phone.normalised),
      holder: held &&
        holder && {
          account: holder,
          identifierId: held.identifierId,
          duplicate: await this.isDuplicate(em, holder.id, phone.normalised, policy, confirmed),
          agreed: await hasAgreed(em, confirmed.changeId, holder.id),
        },
      guarded: await isRecoveryLocked(em, now, accountId),
      now,
      policy,
    });
    return { account, phone, holder, policy, verdict };
  }

  /** By a closed case of the customer's that ended well, or by a code in the case that asked, no older than evidence may be. */
  private async isDuplicate(
    em: EntityManager,
    holderId: string,
    phone: string,
    policy: Policy,
    { accountId, caseId, requestedAt }: ConfirmedPhone,
  ): Promise<boolean> {
    if (await isOwnDuplicate(em, accountId, holderId)) return true;
    const since = new Date(requestedAt.getTime() - minutes(policy.numbers.evidence.fadesAfterMinutes));
    return caseId !== null && (await duplicateProven(em, caseId, holderId, since, phone));
  }
}
