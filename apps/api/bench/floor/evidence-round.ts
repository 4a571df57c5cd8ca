import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Pool, PoolClient } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { LOCK_ACCOUNTS, READ_ACCOUNTS } from '../../src/features/accounts/account-reader.ts';
import { GATHER, READ_CASE_ACCOUNTS } from '../../src/features/cases/case-gatherings.ts';
import { LOCK_CASE } from '../../src/features/cases/case-record.ts';
import { RESUME_CASE } from '../../src/features/cases/resume-case.ts';
import { KNOWN_FACTS } from '../../src/features/verification/known-facts.repository.ts';
import { KEEP_ROUND } from '../../src/features/verification/send-evidence-round.ts';
import { FIND_REQUEST, KEEP_REQUEST, LOCK_REQUEST } from '../../src/platform/idempotency/changes.ts';
import { FIND_KEY, MAKE_KEY } from '../../src/platform/sealing/customer-keys.ts';
import { NOW } from '../../src/platform/transaction/transaction.ts';
import { audit } from './audit.ts';
import { agentOf } from './session.ts';

type Body = { accountId: string; answers: { kind: string }[] };
type CaseRow = { openedAt: Date; agentIds: string[] };

const ROUTE = 'POST /api/cases/:id/evidence';
/** The bytes that sealing adds to a customer's key and to a round's results. */
const SEALED_KEY = 60;
const SEALED_RESULTS = 160;
const DAY_MS = 86_400_000;

/** An evidence round as the desk sends it, statement by statement; whatever is said is enough. */
export function evidenceRound(app: FastifyInstance, pool: Pool): void {
  app.post<{ Params: { id: string }; Body: Body }>('/api/cases/:id/evidence', async (request) => {
    const agent = await agentOf(pool, request);
    const client = await pool.connect();
    try {
      await client.query('begin');
      const round = await sendRound(client, agent.id, request.params.id, request.body, {
        key: String(request.headers['idempotency-key']),
        address: request.ip,
      });
      await client.query('commit');
      return round;
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  });
}

async function sendRound(
  client: PoolClient,
  agentId: string,
  caseId: string,
  { accountId, answers }: Body,
  { key, address }: { key: string; address: string },
): Promise<object> {
  const { rows: clock } = await client.query<{ now: Date }>({ ...NOW, values: [] });
  const now = clock[0]?.now ?? new Date(Number.NaN);
  const principal = `agent:${agentId}`;
  await client.query({ ...LOCK_REQUEST, values: [`${principal}\n${ROUTE}\n${key}`] });
  await client.query({ ...FIND_REQUEST, values: [principal, ROUTE, key] });
  const { rows: cases } = await client.query<CaseRow>({ ...LOCK_CASE, values: [caseId] });
  const { rows: accounts } = await client.query<{ accountId: string }>({
    ...READ_CASE_ACCOUNTS,
    values: [caseId],
  });
  const ids = accounts.map((account) => account.accountId);
  await client.query({ ...LOCK_ACCOUNTS, values: [ids] });
  await client.query({ ...READ_ACCOUNTS, values: [ids] });
  const dayAgo = new Date(now.getTime() - DAY_MS);
  const twoDaysAgo = new Date(now.getTime() - 2 * DAY_MS);
  const found = cases[0];
  await client.query({
    ...GATHER,
    values: [caseId, ids, agentId, found?.agentIds, dayAgo, found?.openedAt, dayAgo, now, twoDaysAgo],
  });
  await client.query({ ...RESUME_CASE, values: [caseId, now, 'open'] });
  await client.query({ ...KNOWN_FACTS, values: [accountId] });
  const { rows: keys } = await client.query({ ...FIND_KEY, values: [accountId] });
  if (keys.length === 0) await client.query({ ...MAKE_KEY, values: [accountId, randomBytes(SEALED_KEY)] });
  const id = uuidv7();
  const kinds = answers.map(({ kind }) => kind);
  await client.query({
    ...KEEP_ROUND,
    values: [id, caseId, accountId, agentId, now, kinds, true, false, 1, randomBytes(SEALED_RESULTS)],
  });
  const facts = { kinds, policyVersion: 1, verdict: 'enough' };
  await audit(client, { action: 'evidence.round-sent', at: now, agentId, address, caseId, accountId, facts });
  const result = { verdict: 'enough', assurance: 'identified', roundsLeft: 3, lockedUntil: null };
  const payload = createHash('sha256').update(JSON.stringify(answers)).digest();
  await client.query({
    ...KEEP_REQUEST,
    values: [principal, ROUTE, key, payload, 200, null, id, JSON.stringify(result), now],
  });
  return result;
}
