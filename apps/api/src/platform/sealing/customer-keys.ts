import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { type Executor, runNamed } from '../database/named-statement.ts';
import { openWith, sealWith } from './sealed.ts';
import { Sealing } from './sealing.ts';

export const FIND_KEY = {
  name: 'customer_key_find',
  text: 'select wrapped from audit_key where account_id = $1',
};
export const MAKE_KEY = {
  name: 'customer_key_make',
  text: `with made as (
           insert into audit_key (account_id, wrapped, data_key) values ($1, $2, $3) on conflict do nothing returning wrapped)
         select wrapped from made union all select wrapped from audit_key where account_id = $1 limit 1`,
};
const ERASED = {
  name: 'customer_key_erased',
  text: 'select 1 from account where id = $1 and erased_at is not null',
};
const CACHE_MS = 30_000;
const CACHE_SIZE = 10_000;

/**
 * One key per customer: personal values in the log are sealed under it, so that erasing the key erases them. Keys are
 * remembered for sealing only: whatever is opened asks the database whether the key is still there, so that one that was
 * erased opens nothing any more from that instant on, in no process.
 */
@Injectable()
export class CustomerKeys {
  private readonly cache = new Map<string, { key: Buffer; wrapped: Buffer; until: number }>();

  constructor(private readonly sealing: Sealing) {}

  /** Seals a personal value of a customer, making the customer's key when there is none. */
  async seal(executor: Executor, accountId: string, context: string, value: unknown): Promise<Buffer> {
    return sealWith(await this.keyToSeal(executor, accountId), context, Buffer.from(JSON.stringify(value)));
  }

  /** Opens a sealed value; null when the customer's key was erased. */
  async open(executor: Executor, accountId: string, context: string, sealed: Buffer): Promise<unknown> {
    const key = await this.find(executor, accountId);
    return key ? (JSON.parse(openWith(key, context, sealed).toString()) as unknown) : null;
  }

  /** Drops a key from memory, when it is erased. */
  forget(accountId: string): void {
    this.cache.delete(accountId);
  }

  private async keyToSeal(executor: Executor, accountId: string): Promise<Buffer> {
    const known = this.cached(accountId)?.key ?? (await this.find(executor, accountId));
    if (known) return known;
    const { wrapped, dataKey } = this.sealing.wrapCustomerKey(accountId, randomBytes(32));
    const [row] = await runNamed<{ wrapped: Buffer }>(executor, MAKE_KEY, [accountId, wrapped, dataKey]);
    // A row made by another transaction at this moment is not in this statement's snapshot: look again.
    const stored =
      row?.wrapped ?? (await runNamed<{ wrapped: Buffer }>(executor, FIND_KEY, [accountId]))[0]?.wrapped;
    // Not remembered: the transaction that made it may yet roll back.
    if (stored) return this.sealing.unwrapCustomerKey(accountId, stored);
    // Of somebody erased nothing is kept that could be opened again.
    if ((await runNamed(executor, ERASED, [accountId])).length > 0) return randomBytes(32);
    throw new Error('A customer key could be neither made nor found.');
  }

  private async find(executor: Executor, accountId: string): Promise<Buffer | undefined> {
    const [row] = await runNamed<{ wrapped: Buffer }>(executor, FIND_KEY, [accountId]);
    if (!row) {
      this.forget(accountId);
      return undefined;
    }
    const known = this.cached(accountId);
    if (known?.wrapped.equals(row.wrapped)) return known.key;
    const key = this.sealing.unwrapCustomerKey(accountId, row.wrapped);
    // Inside a transaction the row may be its own, not yet committed.
    if (!(executor instanceof EntityManager)) this.remember(accountId, key, row.wrapped);
    return key;
  }

  private cached(accountId: string): { key: Buffer; wrapped: Buffer } | undefined {
    const entry = this.cache.get(accountId);
    if (entry && entry.until > performance.now()) return entry;
    this.cache.delete(accountId);
    return undefined;
  }

  private remember(accountId: string, key: Buffer, wrapped: Buffer): void {
    if (this.cache.size >= CACHE_SIZE) this.cache.delete(this.cache.keys().next().value ?? '');
    this.cache.set(accountId, { key, wrapped, until: performance.now() + CACHE_MS });
  }
}
