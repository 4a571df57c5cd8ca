import type { FastifyInstance } from 'fastify';
import type { Pool, QueryResultRow } from 'pg';
import { BY_EMAIL, BY_PHONE } from '../../src/features/accounts/account-search.repository.ts';
import { KEEP_HITS } from '../../src/features/accounts/search-accounts.ts';
import { eventWith } from '../../src/features/audit/index.ts';
import { audit } from './audit.ts';
import { agentOf } from './session.ts';

type Row = QueryResultRow & { id: string; kinds: string[] };

const SEARCHED = eventWith(KEEP_HITS);
const REALM = 'main';

/** A search by e-mail or phone as the desk makes it: the session, the search, and one statement that keeps it. */
export function findAccounts(app: FastifyInstance, pool: Pool): void {
  app.get<{ Querystring: { filter: string } }>('/api/accounts', async (request, reply) => {
    const agent = await agentOf(pool, request);
    const { q } = JSON.parse(request.query.filter) as { q: string };
    const { rows } = q.includes('@')
      ? await pool.query<Row>({ ...BY_EMAIL, values: [REALM, [q, q], null] })
      : await pool.query<Row>({ ...BY_PHONE, values: [REALM, [q.replaceAll(' ', ''), q]] });
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
