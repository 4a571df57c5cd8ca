import type { SearchKind } from '../accounts/index.ts';
import type { Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';
import { isAhead } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';
import type { KnowledgeKind } from './evidence.ts';

/** What comparing one answer gave. `too-little`: not enough was said to compare, as with an order without a month. */
export const ANSWER_RESULTS = ['match', 'mismatch', 'too-little'] as const;
export type AnswerResult = (typeof ANSWER_RESULTS)[number];

export type JudgedAnswer = { readonly kind: KnowledgeKind; readonly result: AnswerResult };

export type RoundVerdict = {
  readonly enough: boolean;
  /**
   * The kinds to record with the round. Of an enough one those that matched, so that a last order of which too
   * little was said does not count as held; of any other all that were asked, so that none is told apart.
   */
  readonly kinds: readonly KnowledgeKind[];
};

/**
 * One verdict for the round: enough when at least `minimumKinds` different kinds matched and none was wrong.
 * `too-little` counts neither way. Which answer failed is never part of the verdict.
 */
export function judgeRound(results: readonly JudgedAnswer[], policy: Policy): RoundVerdict {
  const kindsOf = (answers: readonly JudgedAnswer[]) => [...new Set(answers.map(({ kind }) => kind))];
  const matched = kindsOf(results.filter(({ result }) => result === 'match'));
  const noneWrong = results.every(({ result }) => result === 'match' || result === 'too-little');
  const enough = noneWrong && matched.length >= policy.numbers.evidence.minimumKinds;
  return { enough, kinds: enough ? matched : kindsOf(results) };
}

const PROVES_NOTHING_AFTER: Readonly<Record<SearchKind, KnowledgeKind | null>> = {
  'order-number': 'last_order',
  phone: 'linked_phone_number',
  username: 'username',
  name: 'full_name',
  postcode: 'shipping_address',
  'order-month': 'last_order',
  'phone-digits': 'linked_phone_number',
  email: null,
  id: null,
};

/** The knowledge kinds that prove nothing any more, because the account was found by that fact. */
export function excludedKnowledge(searchKinds: readonly SearchKind[]): KnowledgeKind[] {
  const kinds = searchKinds.map((kind) => PROVES_NOTHING_AFTER[kind]);
  return [...new Set(kinds)].filter((kind): kind is KnowledgeKind => kind !== null);
}

export type RoundRequest = {
  readonly kinds: readonly KnowledgeKind[];
  readonly excludedKinds: readonly KnowledgeKind[];
  readonly lockedUntil: string | null;
  readonly agentStopped: boolean;
  readonly now: Date;
  readonly policy: Policy;
};

/** Why a round is not even judged; null when it may be. None of these counts as a failed round. */
export function roundRefusal(request: RoundRequest): Refusal | null {
  const { kinds, excludedKinds, lockedUntil, now, policy } = request;
  if (request.agentStopped) return refuse('agent-stopped');
  if (isAhead(lockedUntil, now)) return refuse('account-locked', { until: lockedUntil });
  const errors = Object.fromEntries(
    kinds.flatMap((kind, index) =>
      excludedKinds.includes(kind)
        ? [[`answers.${index}.kind`, 'The account was found by this. Ask something else.']]
        : [],
    ),
  );
  if (Object.keys(errors).length > 0) return { code: 'answer-excluded', errors };
  return new Set(kinds).size < policy.numbers.evidence.minimumKinds ? refuse('too-few-answers') : null;
}
