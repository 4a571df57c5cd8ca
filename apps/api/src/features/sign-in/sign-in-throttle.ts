import { NUMBERS } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';

/** A try that came too often. `first` is true for the one that crossed the line: only that one is worth an event. */
export type Throttled = { readonly retryAfterSeconds: number; readonly first: boolean };

/**
 * Counts tries to sign in per account name and per network address, in the database, so that every server counts alike.
 * A try is counted before its password is looked at: thirty tries at once are thirty tries.
 */
@Injectable()
export class SignInThrottle {
  private readonly byAccount: RateLimiterPostgres;
  private readonly byAddress: RateLimiterPostgres;

  constructor(
    source: DataSource,
    private readonly sealing: Sealing,
  ) {
    const shared = {
      storeClient: poolOf(source),
      storeType: 'pool',
      tableName: 'rate_limit',
      // Made by the migration: the application may not make tables.
      tableCreated: true,
      duration: NUMBERS.signIn.windowMinutes * 60,
    };
    this.byAccount = new RateLimiterPostgres({
      ...shared,
      keyPrefix: 'sign-in-account',
      points: NUMBERS.signIn.triesPerAccount,
    });
    this.byAddress = new RateLimiterPostgres({
      ...shared,
      keyPrefix: 'sign-in-address',
      points: NUMBERS.signIn.triesPerAddress,
      clearExpiredByTimeout: false,
    });
  }

  /** Counts a try. Undefined when it may go on; the address goes first, so that a stopped one locks no more names. */
  async count(username: string, address: string): Promise<Throttled | undefined> {
    return (
      (await take(this.byAddress, this.keyOf(address))) ??
      (await take(this.byAccount, this.keyOf(username.toLowerCase())))
    );
  }

  /** A right password: the name starts anew, and the address gets this try back. */
  async forgive(username: string, address: string): Promise<void> {
    await this.byAccount.delete(this.keyOf(username.toLowerCase()));
    await this.byAddress.reward(this.keyOf(address));
  }

  /** Neither names nor addresses lie in the table. */
  private keyOf(value: string): string {
    return this.sealing.digest('sign-in throttle', value).toString('base64url');
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
