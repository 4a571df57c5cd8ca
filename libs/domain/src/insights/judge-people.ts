import type { PolicyNumbers } from '../policy/policy.ts';
import { type AgentHours, isWithinHours } from './agent-hours.ts';
import type { Suspicion } from './sign.ts';

/** How often an agent had to do with one account: in so many cases, or on so many days outside of one. */
export type Acquaintance = {
  readonly agentId: string;
  readonly accountId: string;
  readonly times: number;
  readonly from: string;
  readonly to: string;
};

/** The same agent and the same customer again and again. */
export function judgeAcquaintances(
  known: readonly Acquaintance[],
  { signs }: Pick<PolicyNumbers, 'signs'>,
): Suspicion[] {
  return known
    .filter(({ times }) => times >= signs.sameCustomerTimes)
    .map(({ times, ...who }) => ({
      kind: 'same-customer',
      ...who,
      otherAgentId: null,
      count: times,
      outOf: null,
      usual: null,
    }));
}

/** How many of an agent's requests one approver has approved. */
export type Approvals = {
  readonly agentId: string;
  readonly approverId: string;
  readonly count: number;
  readonly from: string;
  readonly to: string;
};

/** One approver for more than a share of an agent's requests, from a least number of approved requests on. */
export function judgeApprovers(
  approvals: readonly Approvals[],
  { signs }: Pick<PolicyNumbers, 'signs'>,
): Suspicion[] {
  const requests = new Map<string, number>();
  for (const { agentId, count } of approvals) requests.set(agentId, (requests.get(agentId) ?? 0) + count);
  return approvals.flatMap(({ agentId, approverId, count, from, to }) => {
    const outOf = requests.get(agentId) ?? 0;
    if (outOf < signs.approverRequests || 100 * count <= signs.approverSharePercent * outOf) return [];
    const about = { agentId, otherAgentId: approverId, accountId: null };
    return [{ kind: 'one-approver' as const, ...about, count, outOf, usual: null, from, to }];
  });
}

/** What an agent did, and on which of the desk's days. */
export type WorkedAt = { readonly at: Date; readonly day: string };

/** Work outside an agent's hours, from so many events of a day on. An agent without hours raises no sign. */
export function judgeHours(
  agentId: string,
  hours: AgentHours | null,
  worked: readonly WorkedAt[],
  { signs }: Pick<PolicyNumbers, 'signs'>,
): Suspicion[] {
  if (hours === null) return [];
  const outside = new Map<string, number>();
  for (const { at, day } of worked)
    if (!isWithinHours(at, hours, signs.graceMinutes)) outside.set(day, (outside.get(day) ?? 0) + 1);
  const all = new Map<string, number>();
  for (const { day } of worked) all.set(day, (all.get(day) ?? 0) + 1);
  return [...outside]
    .filter(([, count]) => count >= signs.outsideHoursPerDay)
    .map(([day, count]) => ({
      kind: 'outside-hours',
      agentId,
      otherAgentId: null,
      accountId: null,
      count,
      outOf: all.get(day) ?? count,
      usual: null,
      from: day,
      to: day,
    }));
}
