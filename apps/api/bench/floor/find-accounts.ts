import type { FastifyInstance } from 'fastify';
import type { Pool, QueryResultRow } from 'pg';
import {
  BY_EMAIL,
  BY_EXACT,
  BY_NAME_AND,
  BY_PHONE,
} from '../../src/features/accounts/account-search.repository.ts';
import { SEARCHED } from '../../src/features/accounts/search-accounts.ts';
import { v7 as uuidv7 } from 'uuid';
import { MOST_LOOKS } from '../data/room-to-look.ts';
import { audit } from './audit.ts';
import { agentOf } from './session.ts';

type Row = QueryResultRow & { id: string; kinds: string[] };

const REALM = 'main';

/** An account for each kind that it was found by. */
function hitsOf({ id, kinds }: Row): string[] {
  return kinds.map(() => id);
}

/** A search as the desk makes it: the session, the search, and one statement that keeps it. */
export function findAccounts(app: FastifyInstance, pool: Pool): void {
  app.get<{ Querystring: { filter: string } }>('/api/accounts', async (request, reply) => {
    const agent = await agentOf(pool, request);
    const { q, postcode = '' } = JSON.parse(request.query.filter) as { q: string; postcode?: string };
    const rows = await find(pool, q, postcode);
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
      {
        statement: SEARCHED,
        values: [
          agent.id,
          'search',
          uuidv7(),
          ids,
          agent.now,
          [1],
          [MOST_LOOKS],
          rows.flatMap(hitsOf),
          kinds,
        ],
      },
    );
    void reply.header('content-range', `accounts 0-${rows.length - 1}/${rows.length}`);
    return rows;
  });
}

/** A word may be an order's number, an id or a username before it is a name. */
async function find(pool: Pool, q: string, postcode: string): Promise<Row[]> {
  if (q.includes('@')) return (await pool.query<Row>({ ...BY_EMAIL, values: [REALM, [q, q], null] })).rows;
  if (q.startsWith('+'))
    return (await pool.query<Row>({ ...BY_PHONE, values: [REALM, [q.replaceAll(' ', ''), q]] })).rows;
  const exact = await pool.query<Row>({ ...BY_EXACT, values: [REALM, q, q, q] });
  return exact.rows.length > 0
    ? exact.rows
    : (await pool.query<Row>({ ...BY_NAME_AND, values: [REALM, q, 'postcode', postcode, 'postcode'] })).rows;
}
