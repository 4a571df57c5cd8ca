import { createHash } from 'node:crypto';
import type { Plan } from '@relink/domain';
import canonicalize from 'canonicalize';

/** The hash a plan goes by: SHA-256, in hexadecimal, of its canonical JSON (RFC 8785). */
export function hashPlan(plan: Plan): string {
  const canonical = canonicalize(plan);
  if (canonical === undefined) throw new Error('A plan is plain JSON, so it has a canonical form.');
  return createHash('sha256').update(canonical).digest('hex');
}
