import { type AgentHours, type Gathered, isWithinHours, type Policy } from '@relink/domain';
import { type Executor, runSql } from '../../platform/database/named-statement.ts';
import { claimedAccounts, IS_FIRST } from './agent-work.ts';
import { ACQUAINTED } from './find-signs.ts';
import { BY_NAME, eventsOf, LED_NOWHERE } from './look-ups.ts';

export type EventBehind = { readonly id: string; readonly at: Date };

/** As many are kept with a sign; whoever needs more asks the log for the agent's. */
const MOST = 1000;

/** `$1` the agent, `$2` and `$3` the ends, `$4` the minutes within which a look-up leads to a case. */
const LOOKED = (more: string) => `select e.id, e.at
  from ${eventsOf(`'accounts.searched', 'account.viewed'`, '$2', '$3')}
 where e.actor_id = $1 and ${LED_NOWHERE('$4::int')} and ${more} order by e.at desc limit ${String(MOST)}`;
const OF_ACTION = (actions: string, more: string) => `select e.id, e.at from ${eventsOf(actions, '$2', '$3')}
 where e.actor_id = $1 and e.outcome = 'done' and ${more} order by e.at desc limit ${String(MOST)}`;

/** The events behind a sign within one of its spans, the newest first. */
export async function eventsBehind(
  executor: Executor,
  sign: Gathered,
  span: { readonly from: Date; readonly to: Date },
  policy: Policy,
): Promise<EventBehind[]> {
  const { agentId, accountId, otherAgentId } = sign;
  const { from, to } = span;
  const { leadsToCaseMinutes, graceMinutes } = policy.numbers.signs;
  const read = (text: string, ...more: unknown[]) =>
    runSql<EventBehind>(executor, text, [agentId, from, to, ...more]);
  switch (sign.kind) {
    case 'look-ups-without-case':
      return read(LOOKED('true'), leadsToCaseMinutes);
    case 'name-searches-above-peers':
      return read(LOOKED(BY_NAME), leadsToCaseMinutes);
    case 'reveals-above-peers':
      return read(OF_ACTION(`'account.revealed'`, 'true'));
    case 'first-rounds-above-peers':
      return read(
        OF_ACTION(`'evidence.round-sent'`, `${IS_FIRST} and e.canonical_facts->>'verdict' = 'enough'`),
      );
    case 'same-customer':
      return read(OF_ACTION(ACQUAINTED, 'e.account_id = $4'), accountId);
    case 'one-approver':
      return runSql<EventBehind>(
        executor,
        OF_ACTION(
          `'approval.approved'`,
          `(e.canonical_facts->>'approvalId')::uuid in (select id from approval where requested_by = $4
             and decided_by = $1 and decided_at >= $2 and decided_at < $3)`,
        ),
        [otherAgentId, from, to, agentId],
      );
    case 'worthy-accounts': {
      const claimed = await claimedAccounts(executor, { from, to, agentId }, policy);
      return claimed.filter(({ worthy }) => worthy).slice(-MOST);
    }
    case 'outside-hours': {
      const [agent] = await runSql<{ hours: AgentHours | null }>(
        executor,
        'select hours from agent where id = $1',
        [agentId],
      );
      const { hours } = agent ?? { hours: null };
      if (hours === null) return [];
      const worked = await read(
        `select e.id, e.at from audit_event e where e.actor_id = $1 and e.actor_kind = 'agent'
            and e.at >= $2 and e.at < $3 and e.action <> 'agent.signed-out' order by e.at desc`,
      );
      return worked.filter(({ at }) => !isWithinHours(at, hours, graceMinutes)).slice(0, MOST);
    }
  }
}
