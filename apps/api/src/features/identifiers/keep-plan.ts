import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { CustomerKeys } from '../../platform/sealing/customer-keys.ts';
import { type AnyPlan, hashPlan } from './hash-plan.ts';
import { KEEP_PLAN } from './plan-statements.ts';

/** Keeps a plan, sealed under its customer's key, and returns the hash it goes by. */
export async function keepPlan(
  em: EntityManager,
  now: Date,
  keys: CustomerKeys,
  plan: AnyPlan,
): Promise<string> {
  const planHash = hashPlan(plan);
  const body = await keys.seal(em, plan.accountId, `plan ${planHash}`, plan);
  await runNamed(em, KEEP_PLAN, [planHash, plan.kind, plan.accountId, body, now]);
  return planHash;
}
