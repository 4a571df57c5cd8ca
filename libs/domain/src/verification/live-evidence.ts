import { epoch, minutes } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';
import type { EvidenceFacts, PossessionFacts, RoundFacts } from './evidence-facts.ts';

type Dated<T> = T & { readonly epoch: number };

/** The evidence that counts now, dated in epoch milliseconds: only enough rounds, only confirmed documents. */
export type LiveEvidence = {
  readonly rounds: readonly Dated<RoundFacts>[];
  readonly possessions: readonly Dated<PossessionFacts>[];
  readonly documents: readonly { readonly epoch: number }[];
};

/** Everything about one account that has not faded and was gathered after the last reset. */
export function liveEvidence(
  accountId: string,
  evidence: EvidenceFacts,
  resetAt: string | null,
  now: Date,
  policy: Policy,
): LiveEvidence {
  const { clockSkewSeconds, fadesAfterMinutes } = policy.numbers.evidence;
  const latest = now.getTime() + clockSkewSeconds * 1000;
  const reset = resetAt === null ? Number.NEGATIVE_INFINITY : epoch(resetAt);
  const counts = (piece: { epoch: number }) => piece.epoch > reset && piece.epoch <= latest;
  const ofAccount = (piece: { accountId: string }) => piece.accountId === accountId;

  const all: LiveEvidence = {
    rounds: evidence.rounds
      .filter((round) => ofAccount(round) && round.enough)
      .map((round) => ({ ...round, epoch: epoch(round.at) }))
      .filter(counts),
    possessions: evidence.possessions
      .filter(ofAccount)
      .map((possession) => ({ ...possession, epoch: epoch(possession.at) }))
      .filter(counts),
    documents: evidence.documents
      .filter((document) => ofAccount(document) && epoch(document.receivedAt) > reset)
      .flatMap(({ confirmedAt }) => (confirmedAt === null ? [] : [{ epoch: epoch(confirmedAt) }]))
      .filter(counts),
  };
  return keep(all, startOfUnbrokenRun(whenOf(all), now.getTime(), minutes(fadesAfterMinutes)));
}

/** The instants of some evidence, oldest first. */
export function whenOf({ rounds, possessions, documents }: LiveEvidence): readonly number[] {
  return [...rounds, ...possessions, ...documents].map((piece) => piece.epoch).sort((a, b) => a - b);
}

/** The part of some evidence that was there at `instant`. */
export function upTo(evidence: LiveEvidence, instant: number): LiveEvidence {
  return filtered(evidence, (piece) => piece.epoch <= instant);
}

function keep(evidence: LiveEvidence, start: number): LiveEvidence {
  return filtered(evidence, (piece) => piece.epoch >= start);
}

function filtered(evidence: LiveEvidence, test: (piece: { epoch: number }) => boolean): LiveEvidence {
  return {
    rounds: evidence.rounds.filter(test),
    possessions: evidence.possessions.filter(test),
    documents: evidence.documents.filter(test),
  };
}

/** Walks back from now until two neighbours lie `life` or more apart; infinity when even the last has faded. */
function startOfUnbrokenRun(instants: readonly number[], now: number, life: number): number {
  let start = Number.POSITIVE_INFINITY;
  let next = now;
  for (const instant of instants.toReversed()) {
    if (next - instant >= life) break;
    start = instant;
    next = instant;
  }
  return start;
}
