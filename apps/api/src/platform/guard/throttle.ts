import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { poolOf } from '../database/data-source.ts';
import type { Sealing } from '../sealing/sealing.ts';

/** A try that came too often. `first` is true for the one that crossed the line: only that one is worth an event. */
export type Throttled = { readonly retryAfterSeconds: number; readonly first: boolean };

/** How many tries there are per name and per network address, and how soon they come back. */
export type ThrottleLimits = {
  readonly triesPerAccount: number;
  readonly triesPerAddress: number;
  readonly windowMinutes: number;
};

/**
 * Counts tries at a door per name and per network address, in the database, so that every server counts alike.
 * A try is counted before anything is looked at: thirty tries at once are thirty tries. Names that nobody has are
 * counted like others.
 */
export class Throttle {
  private readonly byAccount: RateLimiterPostgres;
  private readonly byAddress: RateLimiterPostgres;

  constructor(
    source: DataSource,
    private readonly sealing: Sealing,
    private readonly door: string,
    limits: ThrottleLimits,
  ) {
    const shared = {
      storeClient: poolOf(source),
      storeType: 'pool',
      tableName: 'rate_limit',
      // Made by the migration: the application may not make tables.
      tableCreated: true,
      duration: limits.windowMinutes * 60,
      // The upkeep does it.
      clearExpiredByTimeout: false,
    };
    this.byAccount = new RateLimiterPostgres({
      ...shared,
      keyPrefix: `${door}-account`,
      points: limits.triesPerAccount,
    });
    this.byAddress = new RateLimiterPostgres({
      ...shared,
      keyPrefix: `${door}-address`,
      points: limits.triesPerAddress,
    });
  }

  /**
   * Counts a try at every name it may mean. Undefined when it may go on; the address goes first, so that a stopped one
   * locks no more names.
   */
  async count(names: readonly string[], address: string): Promise<Throttled | undefined> {
    let throttled = await take(this.byAddress, this.keyOf(address));
    for (const name of names) throttled ??= await take(this.byAccount, this.keyOf(name.toLowerCase()));
    return throttled;
  }

  /** It was the right one: the name it was right for starts anew, the others that it was counted for get it back. */
  async forgive(name: string, address: string, names: readonly string[] = []): Promise<void> {
    await this.byAccount.delete(this.keyOf(name.toLowerCase()));
    for (const other of names)
      if (other !== name) await this.byAccount.reward(this.keyOf(other.toLowerCase()));
    await this.giveBack(address);
  }

  /** The address gets one try back. */
  async giveBack(address: string): Promise<void> {
    await this.byAddress.reward(this.keyOf(address));
  }

  /** Neither names nor addresses lie in the table. */
  private keyOf(value: string): string {
    return this.sealing.digest(`${this.door} throttle`, value).toString('base64url');
  }
}

async function take(limiter: RateLimiterPostgres, key: string): Promise<Throttled | undefined> {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (stopped) {
    if (!(stopped instanceof RateLimiterRes)) throw stopped;
    return {
      retryAfterSeconds: Math.ceil(stopped.msBeforeNext / 1000),
      first: stopped.consumedPoints === limiter.points + 1,
    };
  }
}
