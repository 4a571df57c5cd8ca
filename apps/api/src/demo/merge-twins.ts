import { DEFAULT_REALM, isRefusal } from '@relink/domain';
import type { INestApplicationContext } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { AuditLog } from '../features/audit/index.ts';
import { keepPlan } from '../features/identifiers/index.ts';
import { mergeJob, PlanStoredMerge } from '../features/merges/index.ts';
import { runSql } from '../platform/database/named-statement.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { CustomerKeys } from '../platform/sealing/customer-keys.ts';
import type { Twins } from './twins.ts';

const FIND = `select i.account_id as id from identifier i
  where i.realm = $1 and i.kind = 'email' and i.use = 'login' and i.state = 'verified' and i.normalised = $2`;
const AGENT = 'select id from agent where username = $1 and role = $1';
const INSERT = `insert into merge (id, realm, survivor_id, other_id, plan_hash, choices, reason, policy_version, state,
    requested_by, requested_at, approved_by)
  values ($1, $2, $3, $4, $5, '{}', $6, $7, 'queued', $8, $9, $10)`;

/** Has the worker merge two accounts of the demo shop, as its agent would have asked and its supervisor approved. */
export async function mergeTwins(
  app: INestApplicationContext,
  em: EntityManager,
  now: Date,
  { accounts }: Twins,
): Promise<void> {
  const survivorId = await accountOf(em, accounts[0].email);
  const otherId = await accountOf(em, accounts[1].email);
  const requestedBy = await agent(em, 'agent');
  const approvedBy = await agent(em, 'supervisor');
  const mergeId = uuidv7();
  const asked = { id: mergeId, survivorId, otherId, choices: {}, planHash: '' };
  const { plan, policy } = await app
    .get(PlanStoredMerge, { strict: false })
    .run(em, now, asked, { lock: true });
  if (isRefusal(plan)) throw new Error(`The demo shop’s own merge is refused: ${plan.code}.`);
  const planHash = await keepPlan(em, now, app.get(CustomerKeys, { strict: false }), plan);
  const reason = 'Same person: she read out both order numbers.';
  const values = [mergeId, DEFAULT_REALM, survivorId, otherId, planHash, reason, policy.version];
  await runSql(em, INSERT, [...values, requestedBy, now, approvedBy]);
  await app.get(AuditLog, { strict: false }).record(
    em,
    { principal: { kind: 'system' }, address: null, now },
    {
      action: 'merge.requested',
      origin: 'import',
      accountId: survivorId,
      facts: { mergeId, otherId, planHash, needsApproval: true, policyVersion: policy.version },
    },
  );
  const { payload, options } = mergeJob(mergeId);
  await app.get(Jobs, { strict: false }).add(em, 'execute_merge', payload, options);
}

async function accountOf(em: EntityManager, email: string): Promise<string> {
  const [account] = await runSql<{ id: string }>(em, FIND, [DEFAULT_REALM, email]);
  if (!account) throw new Error(`The demo shop has no account of ${email}.`);
  return account.id;
}

async function agent(em: EntityManager, username: string): Promise<string | null> {
  return (await runSql<{ id: string }>(em, AGENT, [username]))[0]?.id ?? null;
}
