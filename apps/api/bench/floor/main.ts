import Fastify from 'fastify';
import { Pool } from 'pg';
import { accountPage } from './account-page.ts';
import { evidenceRound } from './evidence-round.ts';
import { findAccounts } from './find-accounts.ts';

/**
 * The floor: what Fastify and pg alone make of the desk's hot paths, with the very same statements in transactions
 * of the same shape, and none of its rules.
 */
async function main(): Promise<void> {
  const pool = new Pool({
    connectionString: process.env['DATABASE_APP_URL'],
    max: Number(process.env['DATABASE_POOL']),
    application_name: 'relink floor',
  });
  pool.on('error', () => undefined);
  const app = Fastify({ forceCloseConnections: true });
  findAccounts(app, pool);
  accountPage(app, pool);
  evidenceRound(app, pool);
  app.addHook('onClose', () => pool.end());
  process.on('SIGTERM', () => void app.close());
  await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) });
}

await main();
