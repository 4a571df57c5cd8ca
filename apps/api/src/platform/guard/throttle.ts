import type { QueryResultRow } from 'pg';
import type { DataSource } from 'typeorm';
import { poolOf } from '../database/data-source.ts';
import { type Executor, type NamedStatement, runNamed } from '../database/named-statement.ts';
import type { Sealing } from '../sealing/sealing.ts';
import { networkOf } from './network-of.ts';

/** A try that came too often. `first` is true for the one that crossed the line: only that one is worth an event. */
export type Throttled = { readonly retryAfterSeconds: number; readonly first: boolean };

/** How many tries there are per name and per network address, and how soon they come back. */
export type ThrottleLimits = {
  readonly triesPerAccount: number;
  readonly triesPerAddress: number;
  readonly windowMinutes: number;
};

// Milliseconds, by the database's clock: of two servers an hour apart, one would forgive what the other has counted.
const NOW = '(extract(epoch from now()) * 1000)::bigint';

/** One row and one statement per try: thirty tries at once are counted one after another. */
const TAKE = {
  name: 'throttle_take',
  text: `insert into rate_limit as kept (key, points, expire) values ($1, 1, ${NOW} + $2)
         on conflict (key) do update
            set points = case when kept.expire <= ${NOW} then 1 else kept.points + 1 end,
                expire = case when kept.expire <= ${NOW} then excluded.expire else kept.expire end
         returning points, (expire - ${NOW})::float8 as "msLeft"`,
};
const GIVE_BACK = {
  name: 'throttle_give_back',
  text: `update rate_limit set points = points - 1 where key = $1 and expire > ${NOW}`,
};
const FORGET = { name: 'throttle_forget', text: 'delete from rate_limit where key = $1' };

/**
 * Counts tries at a door per name and per network address, in the database, so that every server counts alike.
 * A try is counted before anything is looked at: thirty tries at once are thirty tries. Names that nobody has are
 * counted like others.
 */
export class Throttle {
  constructor(
    private readonly store: DataSource,
    private readonly sealing: Sealing,
    private readonly door: string,
    private readonly limits: ThrottleLimits,
  ) {}

  /**
   * Counts a try at every name it may mean. Undefined when it may go on; the address goes first, so that a stopped one
   * locks no more names.
   */
  async count(names: readonly string[], address: string): Promise<Throttled | undefined> {
    let throttled = await this.take(this.ofAddress(address), this.limits.triesPerAddress);
    for (const name of names) throttled ??= await this.take(this.ofName(name), this.limits.triesPerAccount);
    return throttled;
  }

  /** It was the right one: the name it was right for starts anew, the others that it was counted for get it back. */
  async forgive(name: string, address: string, names: readonly string[] = []): Promise<void> {
    await this.run(FORGET, this.ofName(name));
    for (const other of names) if (other !== name) await this.run(GIVE_BACK, this.ofName(other));
    await this.giveBack(address);
  }

  /** The address gets one try back. */
  async giveBack(address: string): Promise<void> {
    await this.run(GIVE_BACK, this.ofAddress(address));
  }

  /** Forgets what was counted for a name, in a transaction of the caller's. */
  async forgetName(executor: Executor, name: string): Promise<void> {
    await runNamed(executor, FORGET, [this.ofName(name)]);
  }

  private async take(key: string, most: number): Promise<Throttled | undefined> {
    const windowMs = this.limits.windowMinutes * 60_000;
    const [count] = await this.run<{ points: number; msLeft: number }>(TAKE, key, windowMs);
    if (!count || count.points <= most) return undefined;
    return { retryAfterSeconds: Math.ceil(count.msLeft / 1000), first: count.points === most + 1 };
  }

  private run<Row extends QueryResultRow>(
    statement: NamedStatement,
    ...values: readonly unknown[]
  ): Promise<Row[]> {
    return runNamed<Row>(poolOf(this.store), statement, values);
  }

  private ofName(name: string): string {
    return `${this.door}-account:${this.keyOf(name.toLowerCase())}`;
  }

  private ofAddress(address: string): string {
    return `${this.door}-address:${this.keyOf(networkOf(address))}`;
  }

  /** Neither names nor addresses lie in the table. */
  private keyOf(value: string): string {
    return this.sealing.digest(`${this.door} throttle`, value).toString('base64url');
  }
}
