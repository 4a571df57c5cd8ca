import type { KnowledgeKind, PossessionKind } from './evidence.ts';

/** One evidence round, sent and judged. */
export type RoundFacts = {
  readonly at: string;
  readonly accountId: string;
  /** What judgeRound said to record: of an enough round the kinds that matched, not merely those asked. */
  readonly kinds: readonly KnowledgeKind[];
  readonly enough: boolean;
  readonly policyVersion: number;
};

/** How a one-time code travelled. */
export const CODE_METHODS = ['sms', 'email'] as const;
export type CodeMethod = (typeof CODE_METHODS)[number];

/** A one-time code that was answered rightly. */
export type PossessionFacts = {
  readonly at: string;
  readonly accountId: string;
  readonly kind: PossessionKind;
  readonly method: CodeMethod;
  /** The phone was taken by another account not long ago: counts only beside a round that holds last_order. */
  readonly needsLastOrder: boolean;
};

/** An identity document seen by the agent; `confirmedAt` is set when a supervisor confirmed it. */
export type DocumentFacts = {
  readonly accountId: string;
  /** When the customer sent it: from before the last reset it counts for nothing, whenever it is confirmed. */
  readonly receivedAt: string;
  readonly confirmedAt: string | null;
};

/** Everything a case has gathered, about all its accounts. */
export type EvidenceFacts = {
  readonly rounds: readonly RoundFacts[];
  readonly possessions: readonly PossessionFacts[];
  readonly documents: readonly DocumentFacts[];
};
