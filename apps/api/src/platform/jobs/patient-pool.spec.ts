import type { Pool, PoolClient } from 'pg';
import { patientPool } from './patient-pool.ts';

/** What a server says that refuses the application's password, that is starting, and that was restarted under a connection. */
const AWAY = ['28P01', '57P03', '57P01', 'ETIMEDOUT', 'ECONNREFUSED'];

const faultOf = (code: string) => Object.assign(new Error('refused'), { code });
const nothing = () => Promise.reject(new Error('not asked for'));
const poolOf = (parts: Partial<Record<'connect' | 'query', () => Promise<unknown>>>) =>
  ({ connect: nothing, query: nothing, ...parts }) as unknown as Pool;

describe('the pool of the job queue', () => {
  it.each(AWAY)('waits for a database that refuses with %s, and goes on when it is back', async (code) => {
    let tries = 0;
    const client = { query: () => Promise.resolve({ rows: [1] }) };
    const connect = () => (++tries < 2 ? Promise.reject(faultOf(code)) : Promise.resolve(client));
    const found = await patientPool(poolOf({ connect }), () => false).connect();
    expect((await found.query('select 1')).rows).toEqual([1]);
  });

  it.each(AWAY)(
    'gives up at a stop, with nothing that the queue would try again, where it gets %s',
    async (code) => {
      const fails = () => Promise.reject(faultOf(code));
      const withoutConnection = patientPool(poolOf({ connect: fails }), () => true);
      await expect(withoutConnection.connect()).rejects.not.toHaveProperty('code');
      const connect = () => Promise.resolve({ query: fails } as unknown as PoolClient);
      const client = await patientPool(poolOf({ connect }), () => true).connect();
      await expect(client.query('select 1')).rejects.not.toHaveProperty('code');
    },
  );

  it('lets the schedule end at a stop without an error that nobody would catch', async () => {
    const pool = patientPool(poolOf({ query: () => Promise.reject(faultOf('28P01')) }), () => true);
    expect((await pool.query('select 1')).rows).toEqual([]);
  });
});
