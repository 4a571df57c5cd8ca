import { maskEmail, maskPhone } from '@relink/domain';
import type { Execution } from './execute-plan.ts';

/** What a message names of a new e-mail or phone: masked. */
export function maskedParams(added: Execution['added']): Record<string, string> {
  if (added === null) return {};
  return added.kind === 'email'
    ? { maskedEmail: maskEmail(added.normalised) }
    : { maskedPhone: maskPhone(added.normalised) };
}
