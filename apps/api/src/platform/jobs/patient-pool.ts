import { setTimeout as wait } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { isDatabaseAway } from '../problems/problem.filter.ts';

const PAUSE_MS = 500;
const NO_ROWS = { rows: [], rowCount: 0 };
const AWAY = 'The database is away.';

/** What the queue takes for "try the same again in a moment": cannot_connect_now. */
class NotNow extends Error {
  readonly code = '57P03';
}

/** What it does not try again: for one that stops, it would go on for minutes. */
class StoppedMeanwhile extends Error {}

type Query = (...values: unknown[]) => Promise<unknown>;

/**
 * The pool as the job queue gets it: it waits for a database that is away instead of failing. graphile-worker 0.16
 * loses a worker for good when it cannot note that a job is over, and its schedule ends the whole process.
 * Once `stopping` says so, what meets a database that is away fails for good.
 */
export function patientPool(pool: Pool, stopping: () => boolean): Pool {
  const query = pool.query.bind(pool) as Query;
  const connect = async (): Promise<PoolClient> =>
    retryable(await untilThere(() => pool.connect(), isDatabaseAway, stopping), stopping);
  return withMethods(pool, {
    // The schedule's statements. Whatever they meet, they are tried again: nobody would catch it, at a stop neither, and
    // an error that nobody catches ends the process. What is not scheduled then is made up for at the next start.
    query: (...values: unknown[]) =>
      untilThere(
        () => query(...values),
        () => true,
        stopping,
      ).catch(() => NO_ROWS),
    // With a callback it is the listener that asks, and that tries again by itself.
    connect: (callback?: Parameters<Pool['connect']>[0]) =>
      callback === undefined ? connect() : pool.connect(callback),
  });
}

/** A client whose statements fail, where the database went away under them, with what the queue tries again. */
function retryable(client: PoolClient, stopping: () => boolean): PoolClient {
  const query = client.query.bind(client) as Query;
  return withMethods(client, {
    query: async (...values: unknown[]) => {
      try {
        return await query(...values);
      } catch (fault) {
        if (!isDatabaseAway(fault)) throw fault;
        throw stopping() ? new StoppedMeanwhile(AWAY) : new NotNow(AWAY);
      }
    },
  });
}

async function untilThere<T>(
  work: () => Promise<T>,
  passes: (fault: unknown) => boolean,
  stopping: () => boolean,
): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (fault) {
      if (!passes(fault)) throw fault;
      if (stopping()) throw new StoppedMeanwhile(AWAY);
      await wait(PAUSE_MS);
    }
  }
}

/** The very object, but for these methods. */
function withMethods<T extends object>(whole: T, methods: Readonly<Record<string, unknown>>): T {
  return new Proxy(whole, {
    get: (target, name) => {
      if (typeof name === 'string' && name in methods) return methods[name];
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
