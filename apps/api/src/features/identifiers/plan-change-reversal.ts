import { type Plan, planReversal, type Policy, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { Overtaken } from '../../platform/transaction/transaction.ts';
import { AccountReader, type AccountRecord } from '../accounts/index.ts';
import type { StoredChange } from './stored-change.ts';

const GIVERS = {
  name: 'reversal_givers',
  text: `select distinct account_id as id from identifier
          where taken_by_account_id = $1 and account_id <> $1 and kind = $2 and released_at >= $3 limit 20`,
};
/** Values that signed in to these accounts once, and by now sign in to others. A mere claim keeps nobody's login away. */
const TAKEN_ELSEWHERE = {
  name: 'reversal_taken_elsewhere',
  text: `select distinct was.normalised from identifier was
          where was.account_id = any($1::uuid[]) and was.kind = $2 and was.state = 'released'
            and exists (select from identifier i where i.realm = was.realm and i.kind = was.kind
                           and i.normalised = was.normalised and i.use = 'login' and i.state = 'verified'
                           and i.account_id <> all($1::uuid[]))`,
};

/** What taking a change back would do now, and the accounts that were read for it. */
export type PlannedReversal = {
  readonly account: AccountRecord;
  readonly accounts: readonly AccountRecord[];
  readonly policy: Policy;
  readonly plan: Plan | Refusal;
};

/** What is opposed: a change in effect, or (null) the setting of a password of the account. */
export type Opposed = { readonly accountId: string; readonly change: StoredChange | null };

/** Plans taking a change back as things stand now, whenever it is asked: when it is opposed, shown, or carried out. */
@Injectable()
export class PlanChangeReversal {
  constructor(
    private readonly accounts: AccountReader,
    private readonly policy: PolicyInForce,
  ) {}

  /** `lock`: whether it is to be carried out; else the accounts are only looked at. */
  async run(
    em: EntityManager,
    now: Date,
    { accountId, change }: Opposed,
    { lock }: { readonly lock: boolean },
  ): Promise<PlannedReversal> {
    const givers = await this.giversOf(em, accountId, change);
    const ids = [accountId, ...givers];
    const accounts = lock ? await this.accounts.lock(em, ids, now) : await this.accounts.facts(em, ids, now);
    const account = accounts.find(({ id }) => id === accountId);
    if (!account) throw new Error('The account of what is opposed exists.');
    const since = lock ? await this.giversOf(em, accountId, change) : givers;
    if (since.some((id) => !ids.includes(id))) throw new Overtaken('The account took something meanwhile.');
    const policy = await this.policy.read(em);
    const kind = change?.kind ?? 'email';
    const taken = change ? await runNamed<{ normalised: string }>(em, TAKEN_ELSEWHERE, [ids, kind]) : [];
    const plan = planReversal({
      account,
      change: change && { kind, effectiveAt: (change.decidedAt ?? change.requestedAt).toISOString() },
      givers: accounts.filter(({ id }) => id !== accountId),
      takenElsewhere: taken.map(({ normalised }) => normalised),
      now,
      policy,
    });
    return { account, accounts, policy, plan };
  }

  private async giversOf(
    em: EntityManager,
    accountId: string,
    change: StoredChange | null,
  ): Promise<string[]> {
    if (!change?.decidedAt) return [];
    const rows = await runNamed<{ id: string }>(em, GIVERS, [accountId, change.kind, change.decidedAt]);
    return rows.map(({ id }) => id);
  }
}
