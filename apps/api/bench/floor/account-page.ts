import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { READ_DETAILS } from '../../src/features/accounts/account-page.repository.ts';
import { READ_ACCOUNTS } from '../../src/features/accounts/account-reader.ts';
import { VIEWED } from '../../src/features/accounts/view-account.ts';
import { CONTACTS_OF_AGENT } from '../../src/features/agents/private-contacts.ts';
import { FIND_ACCOUNT_IN_CASE } from '../../src/features/cases/account-in-own-case.ts';
import { MOST_LOOKS } from '../data/room-to-look.ts';
import { audit } from './audit.ts';
import { agentOf } from './session.ts';

type InCase = { agent_id: string; accounts: { accountId: string }[] };

/** An account's page in a verified case as the desk opens it: case, account, the agent's own contacts, event, details. */
export function accountPage(app: FastifyInstance, pool: Pool): void {
  app.get<{ Params: { id: string }; Querystring: { caseId: string } }>(
    '/api/accounts/:id',
    async (request, reply) => {
      const agent = await agentOf(pool, request);
      const { id } = request.params;
      const { caseId } = request.query;
      const { rows } = await pool.query<InCase>({ ...FIND_ACCOUNT_IN_CASE, values: [caseId] });
      const [inCase] = rows;
      if (inCase?.agent_id !== agent.id) return reply.code(403).send({});
      const ids = inCase.accounts.map(({ accountId }) => accountId);
      const accounts = await pool.query<object>({ ...READ_ACCOUNTS, values: [ids] });
      await pool.query({ ...CONTACTS_OF_AGENT, values: [agent.id] });
      const event = {
        action: 'account.viewed',
        at: agent.now,
        agentId: agent.id,
        address: request.ip,
        caseId,
        accountId: id,
        facts: { assurance: 'verified', opened: true },
      };
      const look = [agent.id, 'account', id, [], agent.now, [24], [MOST_LOOKS]];
      await audit(pool, event, { statement: VIEWED, values: look });
      const details = await pool.query<object>({ ...READ_DETAILS, values: [id] });
      return { ...accounts.rows[0], assurance: 'verified', opened: details.rows[0] };
    },
  );
}
