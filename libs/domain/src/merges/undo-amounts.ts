import type { Money } from './merge-facts.ts';
import { addMoney, amountOf, hundredths, inOrder, negative } from './money.ts';
import { changeId, undoChange } from './undo-change.ts';
import type { CreditsOnBoth, Decide, OnBoth, UndoChange, UndoDecision, UndoFacts } from './undo-plan.ts';

/** Points and credit of the survivor that are not what the merge left. */
export function amountChanges({ after, now }: UndoFacts): UndoChange[] {
  const points = changeOf('points', undefined, [String(after.points), String(now.survivor.points)]);
  return [
    ...(after.points === now.survivor.points ? [] : [points]),
    ...currenciesOf(after.credits, now.survivor.credits).flatMap((currency) => {
      const [left, current] = [
        inCurrency(after.credits, currency),
        inCurrency(now.survivor.credits, currency),
      ];
      return left === current ? [] : changeOf('credit', currency, [amountOf(left), amountOf(current)]);
    }),
  ];
}

/** Points on both accounts once the merge is taken back: together what there is now. */
export function pointsAfterUndo({ before, now }: UndoFacts, decide: Decide): OnBoth<number> {
  const left = hundredths(String(now.survivor.points));
  const other = share(hundredths(String(before.other.points)), decide(changeId('points')));
  return { survivor: Number(left - other) / 100, other: Number(other) / 100 };
}

/** Credit on both accounts once the merge is taken back: in each currency together what there is now. */
export function creditsAfterUndo({ before, now }: UndoFacts, decide: Decide): CreditsOnBoth {
  const { credits } = now.survivor;
  const other = currenciesOf(before.other.credits, credits).map((currency) => ({
    currency,
    amount: amountOf(share(inCurrency(before.other.credits, currency), decide(changeId('credit', currency)))),
  }));
  return { survivor: addMoney(credits, negative(other)), other: addMoney(other) };
}

/**
 * Whether points or credit can be shared out so that the other account gets `toOther`: from nothing to all that is left, in
 * whole points or hundredths. What is half typed cannot.
 */
export function canSplit({ subject, now }: Pick<UndoChange, 'subject' | 'now'>, toOther: string): boolean {
  if (!(subject === 'points' ? /^\d{1,15}(\.0{1,2})?$/ : /^\d{1,15}(\.\d{1,2})?$/).test(toOther))
    return false;
  return hundredths(toOther) <= hundredths(now);
}

/** Where at least what both brought is left, the other takes its own; else somebody has to say how little it gets. */
function changeOf(
  subject: 'points' | 'credit',
  about: string | undefined,
  [before, now]: readonly [string, string],
) {
  const spent = hundredths(now) < hundredths(before);
  return undoChange({
    subject,
    ...(about !== undefined && { about }),
    options: spent ? ['split'] : ['keep', 'split'],
    byDefault: spent ? null : 'keep',
    before,
    now,
  });
}

function share(brought: bigint, decision: UndoDecision): bigint {
  return decision.do === 'split' ? hundredths(decision.toOther) : brought;
}

function currenciesOf(...lists: readonly (readonly Money[])[]): string[] {
  return [...new Set(lists.flat().map(({ currency }) => currency))].toSorted(inOrder);
}

function inCurrency(credits: readonly Money[], currency: string): bigint {
  return credits
    .filter((credit) => credit.currency === currency)
    .reduce((sum, { amount }) => sum + hundredths(amount), 0n);
}
