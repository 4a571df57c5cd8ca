import type {
  AddressFacts,
  ConsentFacts,
  ContactPreference,
  GiftCardFacts,
  HoldKind,
  MergeAccountFacts,
  Money,
  SecondFactorKind,
  SubscriptionFacts,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import { AccountReader, type AccountRecord, instantIn, openHolds } from '../accounts/index.ts';

/** An account as a merge knows it: the facts, and its identifiers as they were written. */
export type MergeAccount = Omit<MergeAccountFacts, 'identifiers'> & AccountRecord;

/** What hangs on an account and is not part of a plan: counted where it is shown. */
export type MergeAccountCounts = {
  readonly orders: number;
  /** By currency. */
  readonly orderTotals: readonly Money[];
  readonly cases: number;
  readonly messages: number;
};

/** A merge or its undoing that is not in an account's own way: the one that is being decided or carried out. */
export type Except = { readonly mergeId?: string; readonly undoId?: string };

export const READ_MERGE_FACTS = {
  name: 'merge_facts',
  text: `select a.id, a.tags, to_char(a.birth_date, 'YYYY-MM-DD') as birth_date, a.contact_preference,
      a.loyalty_points::float8 as points,
      (select json_agg(json_build_object('id', d.id::text, 'isDefault', d.is_default, 'name', d.name, 'company', d.company,
                'line1', d.line1, 'line2', d.line2, 'city', d.city, 'province', d.province, 'postcode', d.postcode,
                'country', d.country, 'phone', d.phone) order by d.id)
         from address d where d.account_id = a.id) as addresses,
      (select json_agg(json_build_object('topic', c.topic, 'granted', c.granted, 'at', c.at) order by c.topic)
         from consent c where c.account_id = a.id) as consents,
      (select json_agg(json_build_object('currency', s.currency, 'amount', s.amount::text) order by s.currency)
         from store_credit s where s.account_id = a.id and s.amount > 0) as credits,
      (select json_agg(json_build_object('id', g.id, 'currency', g.currency, 'balance', g.balance::text) order by g.id)
         from gift_card g where g.account_id = a.id) as gift_cards,
      (select json_agg(json_build_object('id', s.id, 'product', s.product, 'state', s.state) order by s.id)
         from subscription s where s.account_id = a.id) as subscriptions,
      ${openHolds('a.id')} as holds,
      array(select f.kind from second_factor f where f.account_id = a.id order by f.kind) as second_factors,
      exists (select from credential p where p.account_id = a.id) as has_password,
      exists (select from identifier_change c where c.account_id = a.id
                 and (c.state = 'held' or c.state = 'pending' and c.expires_at > $2)) as change_pending,
      exists (select from merge m where a.id in (m.survivor_id, m.other_id)
                 and m.state in ('waiting', 'queued', 'running') and m.id is distinct from $3::uuid)
        or exists (select from merge m join merge_undo u on u.merge_id = m.id where a.id in (m.survivor_id, m.other_id)
                 and u.state in ('waiting', 'queued', 'running') and u.id is distinct from $4::uuid) as merge_pending,
      array(select i.id from identifier i where i.account_id = a.id and i.is_primary and i.use = 'login'
                 and i.state = 'verified' order by i.id) as primary_ids
    from account a where a.id = any($1::uuid[])`,
};

const COUNT_MERGE_ACCOUNTS = {
  name: 'merge_counts',
  text: `with totals as (
      select account_id, currency, count(*) as orders, sum(total) as total from shop_order
       where account_id = any($1::uuid[]) group by account_id, currency)
    select a.id,
      coalesce((select sum(t.orders) from totals t where t.account_id = a.id), 0)::int as orders,
      (select json_agg(json_build_object('currency', t.currency, 'amount', t.total::text) order by t.currency)
         from totals t where t.account_id = a.id) as totals,
      (select count(*)::int from case_account k where k.account_id = a.id) as cases,
      (select count(*)::int from message m where m.account_id = a.id) as messages
    from unnest($1::uuid[]) as a (id)`,
};

/** One row of {@link READ_MERGE_FACTS}. */
export type MergeFactsRow = {
  id: string;
  tags: string[];
  birth_date: string | null;
  contact_preference: ContactPreference | null;
  points: number;
  addresses: AddressFacts[] | null;
  consents: ConsentFacts[] | null;
  credits: Money[] | null;
  gift_cards: GiftCardFacts[] | null;
  subscriptions: SubscriptionFacts[] | null;
  holds: HoldKind[];
  second_factors: SecondFactorKind[];
  has_password: boolean;
  change_pending: boolean;
  merge_pending: boolean;
  primary_ids: string[];
};

type CountRow = { id: string; orders: number; totals: Money[] | null; cases: number; messages: number };

/** Reads what a merge, and its undoing, needs to know of accounts. */
@Injectable()
export class ReadMergeAccount {
  constructor(private readonly accounts: AccountReader) {}

  /** The accounts that exist, in the order of their ids. */
  async facts(
    executor: Executor,
    ids: readonly string[],
    now: Date,
    except: Except = {},
  ): Promise<MergeAccount[]> {
    return this.withFacts(executor, await this.accounts.facts(executor, ids, now), now, except);
  }

  /** Locks the accounts in the order of their ids first: what is read stands until the transaction ends. */
  async lock(
    executor: Executor,
    ids: readonly string[],
    now: Date,
    except: Except = {},
  ): Promise<MergeAccount[]> {
    return this.withFacts(executor, await this.accounts.lock(executor, ids, now), now, except);
  }

  /** What hangs on each account, by its id. Reads an account's orders: not for a list. */
  async counts(executor: Executor, ids: readonly string[]): Promise<ReadonlyMap<string, MergeAccountCounts>> {
    const rows = await runNamed<CountRow>(executor, COUNT_MERGE_ACCOUNTS, [ids]);
    return new Map(
      rows.map(({ id, orders, totals, cases, messages }) => [
        id,
        { orders, orderTotals: totals ?? [], cases, messages },
      ]),
    );
  }

  private async withFacts(
    executor: Executor,
    accounts: readonly AccountRecord[],
    now: Date,
    { mergeId, undoId }: Except,
  ): Promise<MergeAccount[]> {
    const ids = accounts.map(({ id }) => id);
    const rows = await runNamed<MergeFactsRow>(executor, READ_MERGE_FACTS, [
      ids,
      now,
      mergeId ?? null,
      undoId ?? null,
    ]);
    const facts = new Map(rows.map((row) => [row.id, row]));
    return accounts.flatMap((account) => {
      const row = facts.get(account.id);
      return row === undefined ? [] : [{ ...account, ...factsIn(row) }];
    });
  }
}

/** Reads a row, beside what every account is read with. */
export function factsIn(row: MergeFactsRow): Omit<MergeAccountFacts, keyof AccountRecord> {
  return {
    birthDate: row.birth_date,
    contactPreference: row.contact_preference,
    tags: row.tags,
    addresses: row.addresses ?? [],
    consents: (row.consents ?? []).map((consent) => ({ ...consent, at: instantIn(consent.at) })),
    points: row.points,
    credits: row.credits ?? [],
    giftCards: row.gift_cards ?? [],
    subscriptions: row.subscriptions ?? [],
    holds: row.holds,
    hasSecondFactor: row.second_factors.length > 0,
    hasPassword: row.has_password,
    changePending: row.change_pending,
    mergePending: row.merge_pending,
    primaryIds: row.primary_ids,
  };
}
