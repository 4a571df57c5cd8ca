import type { FastifyInstance } from 'fastify';
import type { Pool, QueryResultRow } from 'pg';
import {
  BY_EMAIL,
  BY_EXACT,
  BY_NAME,
  BY_PHONE,
} from '../../src/features/accounts/account-search.repository.ts';
import { KEEP_HITS } from '../../src/features/accounts/search-accounts.ts';
import { eventWith } from '../../src/features/audit/index.ts';
import { audit } from './audit.ts';
import { agentOf } from './session.ts';

type Row = QueryResultRow & { id: string; kinds: string[] };

const SEARCHED = eventWith(KEEP_HITS);
const REALM = 'main';

/** A search as the desk makes it: the session, the search, and one statement that keeps it. */
export function findAccounts(app: FastifyInstance, pool: Pool): void {
  app.get<{ Querystring: { filter: string } }>('/api/accounts', async (request, reply) => {
    const agent = await agentOf(pool, request);
    const { q } = JSON.parse(request.query.filter) as { q: string };
    const rows = await find(pool, q);
    const ids = rows.map(({ id }) => id);
    const kinds = rows.flatMap((row) => row.kinds);
    await audit(
      pool,
      {
        action: 'accounts.searched',
        at: agent.now,
        agentId: agent.id,
        address: request.ip,
        facts: { accountIds: ids, kinds, results: rows.length },
      },
      { statement: SEARCHED, values: [agent.id, ids, kinds, agent.now] },
    );
    void reply.header('content-range', `accounts 0-${rows.length - 1}/${rows.length}`);
    return rows;
  });
}

/** A word may be an order's number, an id or a username before it is a name. */
async function find(pool: Pool, q: string): Promise<Row[]> {
  if (q.includes('@')) return (await pool.query<Row>({ ...BY_EMAIL, values: [REALM, [q, q], null] })).rows;
  if (q.startsWith('+'))
    return (await pool.query<Row>({ ...BY_PHONE, values: [REALM, [q.replaceAll(' ', ''), q]] })).rows;
  const exact = await pool.query<Row>({ ...BY_EXACT, values: [REALM, q, q, q] });
  return exact.rows.length > 0
    ? exact.rows
    : (await pool.query<Row>({ ...BY_NAME, values: [REALM, q] })).rows;
}
