import type { MergePreview } from '@relink/contract';
import {
  addMoney,
  afterMerge,
  maskIdentifier,
  mayKeepBoth,
  MERGE_BLOCKER_LIFTED_BY,
  type MergeChoices,
  mergeConflicts,
  type MergeObstacle,
  type MergePlan,
  mergeSides,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import { type ColumnOf, type MaskedSides, mergeColumn } from './merge-column.ts';
import { type MergeAccount, type MergeAccountCounts, ReadMergeAccount } from './read-merge-account.ts';

/** What is shown of a merge, wherever: both accounts, the result, and what stands in the way. */
export type ColumnsOfMerge = Omit<MergePreview, 'planHash' | 'verdict' | 'needsApproval'>;

/** What a merge would be of. Without a plan something is in the way. */
export type MergeToShow = {
  readonly survivor: MergeAccount;
  readonly other: MergeAccount;
  readonly choices: MergeChoices;
  readonly plan: MergePlan | null;
  readonly blockers: readonly MergeObstacle[];
  readonly masked: MaskedSides;
  /** Whether nobody has proven who calls. */
  readonly unproven: boolean;
  readonly now: Date;
};

const CASES_OF_BOTH = {
  name: 'merge_cases_of_both',
  text: 'select count(distinct case_id)::int as cases from case_account where account_id = any($1::uuid[])',
};

/** Shows a merge as the merge page draws it. */
@Injectable()
export class MergeColumns {
  constructor(private readonly reader: ReadMergeAccount) {}

  async run(executor: Executor, show: MergeToShow): Promise<ColumnsOfMerge> {
    const { survivor, other, choices, plan, blockers, masked, unproven, now } = show;
    const ids = [survivor.id, other.id];
    const counts = await this.reader.counts(executor, ids);
    const [both] = await runNamed<{ cases: number }>(executor, CASES_OF_BOTH, [ids]);
    const ofSurvivor = countsOf(counts, survivor);
    const ofOther = countsOf(counts, other);
    const sides = mergeSides(survivor, other, choices);
    const values = new Map(
      [...survivor.identifiers, ...other.identifiers].map(({ id, value }) => [id, value]),
    );
    const shared = {
      masked,
      unproven,
      valueOf: ({ id, normalised }) => values.get(id) ?? normalised,
    } satisfies Partial<ColumnOf>;
    const column = (account: MergeAccount, side: 'survivor' | 'other', of: MergeAccountCounts) =>
      mergeColumn({
        ...shared,
        account,
        counts: of,
        accountId: account.id,
        sideOf: () => side,
        nameSide: side,
        birthDateSide: side,
      });
    const others = new Set([...other.identifiers, ...other.addresses].map(({ id }) => id));
    const result = (of: MergePlan) =>
      mergeColumn({
        ...shared,
        account: afterMerge(survivor, other, of, now.toISOString()).survivor,
        counts: {
          orders: ofSurvivor.orders + ofOther.orders,
          orderTotals: addMoney(ofSurvivor.orderTotals, ofOther.orderTotals),
          cases: both?.cases ?? 0,
          messages: ofSurvivor.messages + ofOther.messages + of.told.length,
        },
        accountId: null,
        sideOf: ({ id }) => (others.has(id) ? 'other' : 'survivor'),
        nameSide: sides.name === 'other' ? 'other' : 'survivor',
        birthDateSide: sides.birthDate === 'other' ? 'other' : 'survivor',
      });
    return {
      survivor: column(survivor, 'survivor', ofSurvivor),
      other: column(other, 'other', ofOther),
      result: plan === null ? null : result(plan),
      sides,
      conflicts: mergeConflicts(survivor, other),
      mayKeepBoth: mayKeepBoth(survivor, other),
      blockers: blockers.map(({ code, accountId }) => ({
        code,
        accountId,
        liftedBy: MERGE_BLOCKER_LIFTED_BY[code],
      })),
      moves: {
        orders: ofOther.orders,
        points: unproven && masked.other ? 0 : other.points,
        credits: unproven && masked.other ? [] : [...other.credits],
        identifiers: plan?.identifiers.move.length ?? 0,
      },
      told: (plan?.told ?? []).map(({ method, to }) => ({
        method,
        display: maskIdentifier(method === 'sms' ? 'phone' : 'email', to),
      })),
    };
  }
}

function countsOf(counts: ReadonlyMap<string, MergeAccountCounts>, { id }: MergeAccount): MergeAccountCounts {
  return counts.get(id) ?? { orders: 0, orderTotals: [], cases: 0, messages: 0 };
}
