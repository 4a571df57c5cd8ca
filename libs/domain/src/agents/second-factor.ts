import { minutes } from '../policy/instants.ts';
import { NUMBERS } from '../policy/numbers.ts';
import type { PolicyNumbers } from '../policy/policy.ts';
import type { Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';
import { type AgentRole, roleHolds } from './roles.ts';

/** What an agent can prove themselves with besides a password. The first is the one to offer first. Source: WebAuthn, RFC 6238. */
export const FACTOR_KINDS = ['passkey', 'totp'] as const;
export type FactorKind = (typeof FACTOR_KINDS)[number];

/** By what a session's agent last proved who they are. `provider`: the company's identity provider. */
export const PROOFS = ['password', ...FACTOR_KINDS, 'provider'] as const;
export type Proof = (typeof PROOFS)[number];

/**
 * What a session is good for: `half` may only give the factor, `enrolling` only enrol one, `whole` what the role may.
 * Both of the first may see who they are and sign out.
 */
export const SESSION_STANDINGS = ['half', 'enrolling', 'whole'] as const;
export type SessionStanding = (typeof SESSION_STANDINGS)[number];

/** What of an agent the rules about factors look at. `demo`: one of the demo's own sign-ins, whose password is printed. */
export type FactorHolder = { readonly role: AgentRole; readonly demo: boolean };

/** Whether somebody must have a second factor: supervisors and admins, but for the demo's own sign-ins. */
export function mustHaveFactor({ role, demo }: FactorHolder): boolean {
  return role !== 'agent' && !demo;
}

/**
 * What a session is good for now. `recovering`: two admins removed the agent's factors, and they have enrolled none since:
 * until then a password, which an admin may have chosen, or the company's word opens nothing to anybody.
 */
export function sessionStanding(
  session: FactorHolder & {
    readonly half: boolean;
    readonly hasFactor: boolean;
    readonly recovering: boolean;
  },
): SessionStanding {
  if (session.half) return 'half';
  return (session.recovering || mustHaveFactor(session)) && !session.hasFactor ? 'enrolling' : 'whole';
}

/**
 * Whether an agent must prove again who they are before a change, an approval or a reveal. A password, or the company's
 * word, counts for those without a factor only: one enrolled since asks for it at once.
 */
export function isStepUpDue(
  now: Date,
  session: { readonly provenAt: Date; readonly provenBy: Proof; readonly hasFactor: boolean },
  numbers: Pick<PolicyNumbers, 'stepUp'>,
): boolean {
  if (session.hasFactor && !isFactor(session.provenBy)) return true;
  const since = now.getTime() - session.provenAt.getTime();
  // Not `>=`: a time that cannot be read is no proof.
  return !(since < minutes(numbers.stepUp.minutes));
}

function isFactor(proof: Proof): proof is FactorKind {
  return FACTOR_KINDS.some((kind) => kind === proof);
}

/** Why somebody may not enrol one more factor; undefined when they may. */
export function whyNotEnrol(enrolled: number): Refusal | undefined {
  return enrolled < NUMBERS.factor.most ? undefined : refuse('factor-limit-reached');
}

/** Why somebody may not remove one of their factors; undefined when they may. */
export function whyNotRemove(holder: FactorHolder, enrolled: number): Refusal | undefined {
  return enrolled <= 1 && mustHaveFactor(holder) ? refuse('last-factor') : undefined;
}

/**
 * Whether so many wrong codes lock an agent's authenticator apps. The guesser gave the right password first, so that
 * nobody else locks an agent out; a passkey is not guessed and goes on working. Source: NIST SP 800-63B-4, 3.2.2.
 */
export function doMissesLock(misses: number, { factor }: Pick<PolicyNumbers, 'factor'>): boolean {
  return misses >= factor.missesToLock;
}

/**
 * Whether a guesser still knows an agent's password: an authenticator app of theirs was locked under it. Of who comes in by
 * the company there is none of the desk's to know.
 */
export function isPasswordKnown({
  lockedAt,
  passwordChangedAt,
  byCompany,
}: {
  readonly lockedAt: Date | null;
  readonly passwordChangedAt: Date | null;
  readonly byCompany: boolean;
}): boolean {
  if (byCompany || lockedAt === null) return false;
  // Not `<=`: a time that cannot be read is no new password.
  return !(passwordChangedAt !== null && passwordChangedAt >= lockedAt);
}

/** Somebody who asks for the recovery of another's lost factors, or decides about it. */
export type RecoveryActor = { readonly id: string; readonly role: AgentRole };

/** Why somebody may not ask that an agent's factors be removed; undefined when they may. */
export function whyNotAskRecovery(
  actor: RecoveryActor,
  agent: {
    readonly id: string;
    readonly factors: number;
    readonly recovering: boolean;
    readonly waits: boolean;
    readonly passwordKnown: boolean;
  },
): Refusal | undefined {
  if (!roleHolds(actor.role, 'agents.manage')) return refuse('not-permitted');
  if (actor.id === agent.id) return refuse('own-recovery');
  // Who lost a half of the code gets a new one the same way.
  if (agent.factors === 0 && !agent.recovering) return refuse('recovery-not-needed');
  if (agent.passwordKnown) return refuse('new-password-first');
  return agent.waits ? refuse('recovery-pending') : undefined;
}

/** A recovery as it waits for its second admin. */
export type WaitingRecovery = {
  readonly agentId: string;
  readonly requestedBy: string;
  readonly state: 'waiting' | 'approved' | 'rejected';
  readonly expiresAt: Date;
  /**
   * Whether an authenticator app of theirs was locked and their password is still the one it was locked under: whoever
   * guessed knows it, and would enrol a factor of their own as soon as the agent's are gone.
   */
  readonly passwordKnown: boolean;
};

/**
 * Why somebody may not say yes to a recovery; undefined when they may. Two admins, neither of whom lost the factor. A
 * no may come from whoever asked: that gives nothing away. `letIn`: one of the two admins let the other in lately, or
 * somebody both of them, so that one person may be both.
 */
export function whyNotDecideRecovery(
  now: Date,
  actor: RecoveryActor,
  recovery: WaitingRecovery,
  { yes, letIn }: { readonly yes: boolean; readonly letIn: boolean },
): Refusal | undefined {
  if (!roleHolds(actor.role, 'agents.manage')) return refuse('not-permitted');
  if (recovery.state !== 'waiting' || recovery.expiresAt <= now) return refuse('recovery-decided');
  if (actor.id === recovery.agentId || (yes && actor.id === recovery.requestedBy))
    return refuse('own-recovery');
  if (yes && recovery.passwordKnown) return refuse('new-password-first');
  return yes && letIn ? refuse('let-in-lately') : undefined;
}
