import type { MergePreview } from '@relink/contract';
import type { TranslateFunction } from 'react-admin';
import { showAmount, showCount } from './amounts.ts';

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** What moves with a merge or back with its undoing, such as `5 orders and 1,250 points`; empty where nothing does. */
export function whatMoves(t: TranslateFunction, moves: MergePreview['moves']): string {
  const { orders, points, credits, identifiers } = moves;
  const counted = (what: string, count: number) =>
    count === 0 ? [] : [t(`relink.merges.moves.${what}`, { smart_count: count, count: showCount(count) })];
  return list.format([
    ...counted('orders', orders),
    ...counted('points', points),
    ...credits.map(({ amount, currency }) =>
      t('relink.merges.moves.credit', { amount: showAmount(amount), currency }),
    ),
    ...(orders + points + credits.length === 0 ? counted('identifiers', identifiers) : []),
  ]);
}

/** What the one button of the page does: `Merge 2 accounts, move 5 orders and 1,250 points`. */
export function buttonWords(t: TranslateFunction, of: Pick<MergePreview, 'moves' | 'needsApproval'>): string {
  const what = whatMoves(t, of.moves);
  if (of.needsApproval) {
    return what ? t('relink.merges.button.askMoving', { what }) : t('relink.merges.button.askPlain');
  }
  return what ? t('relink.merges.button.moving', { what }) : t('relink.merges.button.plain');
}
