import type { PolicyNumbers } from '../policy/policy.ts';
import type { SettledUntil } from './judge-counts.ts';
import { luckOf } from './peers.ts';
import type { AgentDay, SignKind, Suspicion } from './sign.ts';

/** Which part of which measure a share is of. */
const SHARES = {
  'worthy-accounts': { measure: 'accounts-worked', detail: 'worthy' },
  'first-rounds-above-peers': { measure: 'first-rounds', detail: 'enough' },
} as const satisfies Partial<Record<SignKind, { measure: string; detail: string }>>;
type ShareKind = keyof typeof SHARES;

type Share = { readonly part: number; readonly all: number };
const NOTHING: Share = { part: 0, all: 0 };

/**
 * Signs by a share: an agent's cases on accounts with high value or fresh changes, and first evidence rounds that were
 * enough, so far above the peers' share that luck alone would do it once in `luckOneIn` times. Over all days.
 */
export function judgeShares(
  rows: readonly AgentDay[],
  settled: SettledUntil,
  { signs }: Pick<PolicyNumbers, 'signs'>,
): Suspicion[] {
  const days = rows.map(({ day }) => day).sort();
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) return [];
  return (Object.keys(SHARES) as ShareKind[]).flatMap((kind) => {
    const { measure, detail } = SHARES[kind];
    const all = new Map<string, Share>();
    const fresh = new Map<string, Share>();
    for (const row of rows) {
      if (row.measure !== measure) continue;
      add(all, row, detail);
      const until = settled(kind, row.agentId);
      if (until === null || row.day > until) add(fresh, row, detail);
    }
    return [...fresh].flatMap(([agentId, share]) => {
      const others = [...all].filter(([peer]) => peer !== agentId);
      const usual = usualWhenTooLarge(
        share,
        others.map(([, peer]) => peer),
        signs,
      );
      if (usual === undefined) return [];
      const { part: count, all: outOf } = share;
      return [{ kind, agentId, otherAgentId: null, accountId: null, count, outOf, usual, from, to }];
    });
  });
}

function add(shares: Map<string, Share>, { agentId, detail, count }: AgentDay, counted: string): void {
  const { part, all } = shares.get(agentId) ?? NOTHING;
  shares.set(agentId, { part: part + (detail === counted ? count : 0), all: all + count });
}

/** The peers' share in percent; undefined when the share is no sign. */
function usualWhenTooLarge(
  { part, all }: Share,
  peers: readonly Share[],
  { shareOutOf, peers: leastPeers, luckOneIn }: PolicyNumbers['signs'],
): number | undefined {
  if (all < shareOutOf || peers.length < leastPeers) return undefined;
  const together = peers.reduce(
    (sum, peer) => ({ part: sum.part + peer.part, all: sum.all + peer.all }),
    NOTHING,
  );
  if (together.all < shareOutOf) return undefined;
  // One of each kind more than were seen (Laplace): peers who never did it are no proof that it cannot happen.
  const each = (together.part + 1) / (together.all + 2);
  if (part / all <= each || luckOf(part, all, each) > 1 / luckOneIn) return undefined;
  return Math.round((100 * together.part) / together.all);
}
