import type { HoldFacts, SimSwapAnswer } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

const TOTALS = {
  name: 'hold_order_totals',
  text: `select currency, sum(total)::float8 as total from shop_order where account_id = $1 group by currency`,
};
/** Of every number that proved the caller in the case, or that is to be linked by a change. */
const SIM_SWAPS = {
  name: 'hold_sim_swaps',
  text: `select coalesce(sim_swap, 'unknown') as answer from challenge
          where method = 'sms' and used_at is not null
            and (change_id = $2 or (case_id = $1 and account_id = $3 and proves is not null))`,
};

/** Reads what decides whether changes of an account wait. `changeId` is null where no change is stored. */
export async function readHoldFacts(
  executor: Executor,
  about: { readonly accountId: string; readonly caseId: string | null; readonly changeId: string | null },
): Promise<HoldFacts> {
  const { accountId, caseId, changeId } = about;
  const answers = await runNamed<{ answer: SimSwapAnswer }>(executor, SIM_SWAPS, [
    caseId,
    changeId,
    accountId,
  ]);
  const totals = await runNamed<HoldFacts['totals'][number]>(executor, TOTALS, [accountId]);
  return { totals, simSwaps: answers.map(({ answer }) => answer) };
}
