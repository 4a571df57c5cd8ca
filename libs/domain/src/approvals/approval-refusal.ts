import { isAgentRole, roleHolds } from '../agents/index.ts';
import type { Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';
import { isAhead } from '../policy/instants.ts';
import { type ApprovalFacts, type ApprovalKind, permissionToDecide } from './approval.ts';

/** Who decides, and what they want to do. */
export type ApprovalDecision = {
  readonly approval: ApprovalFacts;
  readonly agent: { readonly id: string; readonly role: string };
  readonly decision: 'approve' | 'reject';
  /** An admin has stopped all changes. */
  readonly changesStopped: boolean;
  /** An account that it is about carries a private contact declared for the agent. */
  readonly ownContact: boolean;
  /** Who decides may be one person with who asked: one let the other in lately, or somebody both. */
  readonly letIn: boolean;
  readonly now: Date;
};

/**
 * Whether it matters to approvals of a kind who let whom in: to erasures, which nothing takes back. In a small shop nobody
 * else is there to approve what a new colleague asks.
 */
export function asksWhoLetIn(kind: ApprovalKind): boolean {
  return kind === 'erasure';
}

/**
 * Why somebody may not decide an approval; null when they may. Whether its plan still stands is asked after this.
 * Refusals: not-permitted, own-request, private-contact, approval-decided, approval-expired, changes-stopped, and of an
 * erasure, which nothing takes back, let-in-lately. Saying no needs no open changes where it leaves everything as it is:
 * to a reversal it opens an account that is locked.
 */
export function approvalRefusal(asked: ApprovalDecision): Refusal | null {
  const { approval, agent, decision, changesStopped, ownContact, letIn, now } = asked;
  if (!isAgentRole(agent.role) || !roleHolds(agent.role, permissionToDecide(approval.kind)))
    return refuse('not-permitted');
  if (approval.requestedBy === agent.id || approval.takenPartIn.includes(agent.id))
    return refuse('own-request');
  if (ownContact) return refuse('private-contact');
  if (approval.state === 'void') return refuse('approval-void');
  if (approval.state !== 'waiting') {
    return approval.state === 'expired' ? refuse('approval-expired') : refuse('approval-decided');
  }
  if (!isAhead(approval.expiresAt, now)) return refuse('approval-expired');
  if (changesStopped && !(decision === 'reject' && approval.kind !== 'reversal'))
    return refuse('changes-stopped');
  if (letIn && decision === 'approve' && asksWhoLetIn(approval.kind)) return refuse('let-in-lately');
  return null;
}
