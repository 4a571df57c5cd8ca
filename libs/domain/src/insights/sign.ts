/** What may be a sign of abuse. None of them says that somebody did wrong: each asks another person to look. */
export const SIGN_KINDS = [
  'look-ups-without-case',
  'same-customer',
  'one-approver',
  'reveals-above-peers',
  'outside-hours',
  'worthy-accounts',
  'name-searches-above-peers',
  'first-rounds-above-peers',
] as const;
export type SignKind = (typeof SIGN_KINDS)[number];

/** Whether somebody has looked at a sign, and what it was. The last two end it. */
export const SIGN_STATES = ['new', 'looked-at', 'explained', 'incident'] as const;
export type SignState = (typeof SIGN_STATES)[number];

/** What a rule found about one agent. */
export type Suspicion = {
  readonly kind: SignKind;
  readonly agentId: string;
  /** Who approved, of the kind `one-approver` only. */
  readonly otherAgentId: string | null;
  /** Whose account, of the kind `same-customer` only. */
  readonly accountId: string | null;
  readonly count: number;
  /** Out of how many, where the sign is a share. */
  readonly outOf: number | null;
  /** What is usual: the peers' median of a count or their percentage of a share; null where the desk has a limit instead. */
  readonly usual: number | null;
  /** The first day of what was counted and the last one, of the desk's own days (`2026-05-31`). */
  readonly from: string;
  readonly to: string;
};

/** What an agent did on a day, of one measure. */
export type AgentDay = {
  readonly day: string;
  readonly agentId: string;
  readonly measure: string;
  readonly detail: string;
  readonly count: number;
};

/** Whom a sign is about, so that nobody judges what is about themselves. */
export type AboutWhom = Pick<Suspicion, 'agentId' | 'otherAgentId'>;

/** Whether a sign is about this agent: as who did it, or as who approved it. */
export function isAbout({ agentId, otherAgentId }: AboutWhom, who: string): boolean {
  return agentId === who || otherAgentId === who;
}

/** What makes two findings one sign: it is told once until somebody has settled it. */
export function keyOf({
  kind,
  agentId,
  otherAgentId,
  accountId,
}: Omit<Suspicion, 'count' | 'outOf' | 'usual' | 'from' | 'to'>): string {
  return [kind, agentId, otherAgentId ?? '', accountId ?? ''].join(' ');
}
