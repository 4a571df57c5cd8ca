import { createHash } from 'node:crypto';
import type { ErasurePlan, MergePlan, Plan, UndoPlan } from '@relink/domain';
import canonicalize from 'canonicalize';

/** Whatever is planned, kept and put before a second person. */
export type AnyPlan = Plan | MergePlan | UndoPlan | ErasurePlan;

/** The hash a plan goes by: SHA-256, in hexadecimal, of its canonical JSON (RFC 8785). */
export function hashPlan(plan: AnyPlan): string {
  const canonical = canonicalize(plan);
  if (canonical === undefined) throw new Error('A plan is plain JSON, so it has a canonical form.');
  return createHash('sha256').update(canonical).digest('hex');
}
