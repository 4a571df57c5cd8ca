import { isAgentRole, roleHolds } from '../agents/index.ts';
import { type ApprovalKind, permissionToDecide } from './approval.ts';

/** Somebody behind an approval, as they stand now. */
export type PersonBehind = { readonly role: string; readonly disabled: boolean };

/**
 * Whether a yes counts where it is carried out later than it was given: who gave it could give it today, and who asked
 * for it has not been shut out meanwhile. Null for who asked where a customer did.
 */
export function stillGiven(
  kind: ApprovalKind,
  approver: PersonBehind,
  requester: PersonBehind | null,
): boolean {
  const { role, disabled } = approver;
  if (disabled || requester?.disabled === true) return false;
  return isAgentRole(role) && roleHolds(role, permissionToDecide(kind));
}
