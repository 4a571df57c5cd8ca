import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LOCKS } from '../../platform/database/advisory-locks.ts';
import { type Executor, runSql } from '../../platform/database/named-statement.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';
import type { Person } from './person.ts';

/** One line of the list of erasures: nothing personal. */
export type ErasedLine = {
  readonly accountId: string;
  readonly erasureId: string;
  readonly realm: string;
  /** A keyed digest of the shop's id of the account (hex); null where it had none. */
  readonly externalDigest: string | null;
  readonly at: string;
};

const KEEP = `insert into erased_account (account_id, erasure_id, realm, external_digest, at)
    select id, $2, realm, $3, $4 from account where id = $1 on conflict (account_id) do nothing`;
const AMONG =
  'select external_digest as digest from erased_account where realm = $1 and external_digest = any($2)';
// One look-up per id, as imports do: while a table grows fast its statistics are old.
const OF_ERASED = `select wanted.id from unnest($2::text[]) as wanted (id)
  cross join lateral (select account_id from shop_order where realm = $1 and external_id = wanted.id limit 1) o
  join account a on a.id = o.account_id and a.erased_at is not null`;
const LIST = `select account_id as "accountId", erasure_id as "erasureId", realm,
    encode(external_digest, 'hex') as "externalDigest", at from erased_account order by at, account_id`;

/** Begins an erasure, before anything else is locked: batches of imports under way end first, and the next ones see the list. */
export async function awaitImports(em: EntityManager): Promise<void> {
  await runSql(em, `select pg_advisory_xact_lock(${String(LOCKS.erasuresAndImports)})`);
}

/** Who was erased, by own ids and keyed digests: what an import must not bring back, and a restored backup erases again. */
@Injectable()
export class ErasedAccounts {
  constructor(private readonly sealing: Sealing) {}

  /** Puts the accounts of a person on the list; before these lose their ids. */
  async keep(em: EntityManager, now: Date, erasureId: string, person: Person): Promise<void> {
    for (const accountId of person.accountIds) {
      const external = person.externalIds.find((each) => each.accountId === accountId);
      const digest = external ? this.digestOf(external.realm, external.id) : null;
      await runSql(em, KEEP, [accountId, erasureId, digest, now]);
    }
  }

  /** Begins a batch of an import: an erasure under way is seen by what is asked after this. */
  async awaitErasures(em: EntityManager): Promise<void> {
    await runSql(em, `select pg_advisory_xact_lock_shared(${String(LOCKS.erasuresAndImports)})`);
  }

  /** Those of the shop's ids of customers whose customer was erased. */
  async among(
    em: EntityManager,
    realm: string,
    externalIds: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const byDigest = new Map(
      externalIds
        .filter((id) => id !== '')
        .map((id) => [this.digestOf(realm, id).toString('hex'), id] as const),
    );
    if (byDigest.size === 0) return new Set();
    const digests = [...byDigest.keys()].map((hex) => Buffer.from(hex, 'hex'));
    const found = await runSql<{ digest: Buffer }>(em, AMONG, [realm, digests]);
    return new Set(found.flatMap(({ digest }) => byDigest.get(digest.toString('hex')) ?? []));
  }

  /** Those of the shop's ids of orders whose customer was erased: they stay as they are, of nobody. */
  async amongOrders(
    em: EntityManager,
    realm: string,
    orderIds: readonly string[],
  ): Promise<ReadonlySet<string>> {
    if (orderIds.length === 0) return new Set();
    const found = await runSql<{ id: string }>(em, OF_ERASED, [realm, orderIds]);
    return new Set(found.map(({ id }) => id));
  }

  /** The whole list, the oldest first. */
  async list(executor: Executor): Promise<ErasedLine[]> {
    const rows = await runSql<Omit<ErasedLine, 'at'> & { at: Date }>(executor, LIST);
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  private digestOf(realm: string, externalId: string): Buffer {
    return this.sealing.digest('erased customer', `${realm} ${externalId}`);
  }
}
