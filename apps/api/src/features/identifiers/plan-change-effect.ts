import {
  isRefusal,
  minutes,
  type Plan,
  planEmailEffect,
  planPhoneEffect,
  type Policy,
  type Refusal,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { Overtaken } from '../../platform/transaction/transaction.ts';
import { AccountReader, type AccountRecord } from '../accounts/index.ts';
import { isRecoveryLocked } from '../verification/index.ts';
import {
  duplicateProven,
  findClaim,
  findHolder,
  hasAgreed,
  isOwnDuplicate,
  moveAnswered,
} from './logins.repository.ts';
import type { StoredChange } from './stored-change.ts';

/** What a change would do now, and the accounts that were read for it. */
export type PlannedEffect = {
  readonly account: AccountRecord;
  /** Its account, and the one that its value would leave. */
  readonly accounts: readonly AccountRecord[];
  readonly policy: Policy;
  readonly plan: Plan | Refusal;
};

type Holder = { readonly account: AccountRecord; readonly identifierId: string };

/** Plans the effect of a confirmed change as things stand now, whenever it is asked: at its due time, or for an approval. */
@Injectable()
export class PlanChangeEffect {
  constructor(
    private readonly accounts: AccountReader,
    private readonly policy: PolicyInForce,
  ) {}

  /** `lock`: whether it is to be carried out; else the accounts are only looked at. */
  async run(
    em: EntityManager,
    now: Date,
    change: StoredChange,
    { lock }: { readonly lock: boolean },
  ): Promise<PlannedEffect> {
    const seen = await this.holderOf(em, change);
    const ids = [change.accountId, ...(seen === null ? [] : [seen.accountId])];
    const accounts = lock ? await this.accounts.lock(em, ids, now) : await this.accounts.facts(em, ids, now);
    const account = accounts.find(({ id }) => id === change.accountId);
    if (!account) throw new Error('The account of a change exists: the change holds a reference to it.');
    // Whoever had the value before the accounts were locked may have given it up since.
    const found = lock ? await this.holderOf(em, change) : seen;
    const other = accounts.find(({ id }) => id === found?.accountId);
    if (found !== null && !other) throw new Overtaken('The value has moved meanwhile.');
    const holder = found && other ? { account: other, identifierId: found.identifierId } : null;
    const policy = await this.policy.read(em);
    const plan = await this.plan(em, now, change, { account, holder, policy });
    return { account, accounts, policy, plan };
  }

  private async plan(
    em: EntityManager,
    now: Date,
    change: StoredChange,
    { account, holder, policy }: { account: AccountRecord; holder: Holder | null; policy: Policy },
  ): Promise<Plan | Refusal> {
    const { identifierId, kind, normalised, caseId } = change;
    const claim = await findClaim(em, account.realm, kind, normalised);
    // A proof was given for this change, in its case and no older then than evidence may be.
    const since = new Date(change.requestedAt.getTime() - minutes(policy.numbers.evidence.fadesAfterMinutes));
    const guarded = await isRecoveryLocked(em, now, account.id);
    const on = { account, identifierId, claim, guarded, now, policy };
    if (kind === 'email') {
      const moves =
        holder !== null && caseId !== null && (await moveAnswered(em, caseId, holder.identifierId, since));
      return planEmailEffect({
        ...on,
        holderAccountId: holder?.account.id ?? null,
        movesFrom: moves ? holder : null,
      });
    }
    const effect = planPhoneEffect({
      ...on,
      holder: holder && {
        ...holder,
        duplicate:
          (await isOwnDuplicate(em, account.id, holder.account.id)) ||
          (caseId !== null && (await duplicateProven(em, caseId, holder.account.id, since, normalised))),
        agreed: await hasAgreed(em, change.id, holder.account.id),
      },
    });
    if (isRefusal(effect)) return effect;
    return effect.do === 'take-effect' ? effect.plan : { code: 'phone-in-use' };
  }

  private async holderOf(
    em: EntityManager,
    change: StoredChange,
  ): Promise<{ accountId: string; identifierId: string } | null> {
    const [account] = await this.accounts.facts(em, [change.accountId], change.requestedAt);
    return account ? findHolder(em, account.realm, change.kind, change.normalised) : null;
  }
}
