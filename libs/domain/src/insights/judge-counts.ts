import type { PolicyNumbers } from '../policy/policy.ts';
import { isFarAbove, median } from './peers.ts';
import type { AgentDay, SignKind, Suspicion } from './sign.ts';

/** The last day that somebody has settled a sign of a kind about an agent; from the day after it, all counts anew. */
export type SettledUntil = (kind: SignKind, agentId: string) => string | null;

const MEASURED = {
  'look-ups-without-case': 'look-ups-without-case',
  'reveals-above-peers': 'reveals',
  'name-searches-above-peers': 'name-searches-without-case',
} as const satisfies Partial<Record<SignKind, string>>;
type CountedKind = keyof typeof MEASURED;

/**
 * Signs by how much of something there was: an agent's look-ups that led to no case, over a limit of a day; reveals and
 * searches by name without a case, far above those of the peers on a day or over all days. Peers are all who worked in
 * that time, those who did none of it too.
 */
export function judgeCounts(
  rows: readonly AgentDay[],
  settled: SettledUntil,
  { signs }: Pick<PolicyNumbers, 'signs'>,
): Suspicion[] {
  const days = [...new Set(rows.map(({ day }) => day))].sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const spans = [...days.map((day) => ({ from: day, to: day })), { from: first, to: last }];
  return (Object.keys(MEASURED) as CountedKind[]).flatMap((kind) =>
    spans.flatMap((span) => judgeSpan(kind, rows, span, settled, signs)),
  );
}

type Span = { readonly from: string; readonly to: string };

function judgeSpan(
  kind: CountedKind,
  rows: readonly AgentDay[],
  span: Span,
  settled: SettledUntil,
  signs: PolicyNumbers['signs'],
): Suspicion[] {
  const within = rows.filter(({ day }) => day >= span.from && day <= span.to);
  const counts = new Map<string, number>();
  const fresh = new Map<string, number>();
  for (const { agentId, measure, day, count } of within) {
    const counted = measure === MEASURED[kind] ? count : 0;
    counts.set(agentId, (counts.get(agentId) ?? 0) + counted);
    const until = settled(kind, agentId);
    if (until === null || day > until) fresh.set(agentId, (fresh.get(agentId) ?? 0) + counted);
  }
  return [...fresh].flatMap(([agentId, count]) => {
    const peers = [...counts].filter(([peer]) => peer !== agentId).map(([, peerCount]) => peerCount);
    const usual = usualWhenTooMany(kind, count, peers, span, signs);
    return usual === undefined
      ? []
      : [{ kind, agentId, otherAgentId: null, accountId: null, count, outOf: null, usual, ...span }];
  });
}

/** The peers' median, or null where there are none to compare with; undefined when the count is no sign. */
function usualWhenTooMany(
  kind: CountedKind,
  count: number,
  peers: readonly number[],
  { from, to }: Span,
  signs: PolicyNumbers['signs'],
): number | null | undefined {
  const usual = median(peers);
  if (kind === 'look-ups-without-case')
    return from === to && count >= signs.lookUpsPerDay ? usual : undefined;
  const least = from === to ? signs.peerCountPerDay : signs.peerCountPerWindow;
  if (count < least || peers.length < signs.peers) return undefined;
  return isFarAbove(count, peers, signs.peerDeviations) ? usual : undefined;
}
