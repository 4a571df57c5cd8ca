import type { AgentRole } from '../agents/index.ts';
import type { ChallengePurpose } from '../verification/index.ts';
import type { Caller, CaseAccountRole, CaseState } from './case.ts';

/** What the rules need to know of one case. */
export type CaseFacts = {
  readonly id: string;
  readonly state: CaseState;
  /** Whose case it is; null while nobody has taken it. */
  readonly agentId: string | null;
  /** Who was on the line last. */
  readonly caller: Caller;
  readonly accounts: readonly { readonly accountId: string; readonly role: CaseAccountRole }[];
  /** The last hand-over or reopening, as an ISO instant; evidence from before counts for nothing. */
  readonly resetAt: string | null;
};

/** Who asks. */
export type ActingAgent = {
  readonly id: string;
  readonly role: AgentRole;
  /** Different accounts on which this agent's rounds failed today, in any case. */
  readonly failedAccountsToday: number;
};

/** A code or link that was sent, for the limits; older than a day may be left out. */
export type CodeSent = {
  readonly at: string;
  readonly accountId: string;
  /** The normalised value it went to. */
  readonly destination: string;
  readonly purpose: ChallengePurpose;
};

export const PENDING_KINDS = ['email', 'phone'] as const;
export type PendingKind = (typeof PENDING_KINDS)[number];

/** A new e-mail or phone that waits for its confirmation, or was confirmed and is held. */
export type PendingChange = {
  readonly accountId: string;
  readonly identifierId: string;
  readonly kind: PendingKind;
  /** Normalised. */
  readonly value: string;
  /** Confirmed, and waiting until then or for an approval; null while it waits for its confirmation. */
  readonly heldUntil: string | null;
  /** When its claim runs out; from then on nothing is pending. A held one's lies after its effect. */
  readonly expiresAt: string;
  readonly caseId: string | null;
};

/** The different accounts this agent changed, by id, in the last hour and the last day. */
export type ChangesByAgent = { readonly hour: readonly string[]; readonly day: readonly string[] };
