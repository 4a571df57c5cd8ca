import type { GiftCardFacts, MergeAccountFacts, SubscriptionFacts } from './merge-facts.ts';
import type { MergedAccount } from './merge-plan.ts';
import { addMoney, byId, hundredths, inOrder, negative } from './money.ts';
import { undoChange } from './undo-change.ts';
import type { UndoChange, UndoFacts } from './undo-plan.ts';

/** What came, went or changed after the merge and is told without a choice: it goes where it came from, or stays. */
export function belongingChanges(facts: UndoFacts): UndoChange[] {
  const { after, now, passwordSetSince } = facts;
  const password = undoChange({
    subject: 'password',
    options: ['keep', 'revert'],
    // Whoever set it may have been the other account's holder.
    byDefault: 'revert',
    before: '',
    now: '',
  });
  return [
    ...told('gift-card', after.giftCards, now.survivor.giftCards, cardLine),
    ...told('subscription', after.subscriptions, now.survivor.subscriptions, subscriptionLine),
    ...orderChanges(facts),
    ...(passwordSetSince && now.survivor.hasPassword ? [password] : []),
  ];
}

/** Ids of the identifiers whose new orders go to the other account: all that it had. */
export function ordersGoingWith({ before }: UndoFacts): string[] {
  return before.other.identifiers.map(({ id }) => id).toSorted(inOrder);
}

/** How many of the orders that came meanwhile go to the other account. */
export function newOrdersGoing(facts: UndoFacts): number {
  const back = ordersGoingWith(facts);
  return facts.newOrders
    .filter(({ placedWith, ofOthersCustomer }) =>
      placedWith === null ? ofOthersCustomer : back.includes(placedWith),
    )
    .reduce((sum, { count }) => sum + count, 0);
}

/** Ids of what the other account brought and is still on the survivor. */
export function goingBack({ before, now }: UndoFacts, what: 'giftCards' | 'subscriptions'): string[] {
  const brought = new Set(before.other[what].map(({ id }) => id));
  return now.survivor[what]
    .map(({ id }) => id)
    .filter((id) => brought.has(id))
    .toSorted(inOrder);
}

/**
 * Whether an account has a balance or a subscription: what was said of it before the merge, or of the survivor since, or
 * that it has more now than it had then.
 */
export function flagsAfterUndo(
  { before, after, now }: UndoFacts,
  side: 'survivor' | 'other',
  has: Pick<MergedAccount, 'points' | 'credits'>,
): Pick<MergeAccountFacts, 'hasBalance' | 'hasSubscription'> {
  const was = before[side];
  const isNew = side === 'survivor' ? newOn({ before, now }) : { card: false, subscription: false };
  const since = (flag: 'hasBalance' | 'hasSubscription') =>
    side === 'survivor' && now.survivor[flag] && !after[flag];
  const more = addMoney(has.credits, negative(was.credits)).some(({ amount }) => hundredths(amount) > 0n);
  return {
    hasBalance: was.hasBalance || since('hasBalance') || isNew.card || has.points > was.points || more,
    hasSubscription: was.hasSubscription || since('hasSubscription') || isNew.subscription,
  };
}

function newOn({ before, now }: Pick<UndoFacts, 'before' | 'now'>) {
  const known = (what: 'giftCards' | 'subscriptions') =>
    new Set([...before.survivor[what], ...before.other[what]].map(({ id }) => id));
  const [cards, subscriptions] = [known('giftCards'), known('subscriptions')];
  return {
    card: now.survivor.giftCards.some(({ id }) => !cards.has(id)),
    subscription: now.survivor.subscriptions.some(({ id }) => !subscriptions.has(id)),
  };
}

/** Orders that came meanwhile: so many go to the other account, so many stay. */
function orderChanges(facts: UndoFacts): UndoChange[] {
  const going = newOrdersGoing(facts);
  const all = facts.newOrders.reduce((sum, { count }) => sum + count, 0);
  return (['other', 'survivor'] as const).flatMap((where) => {
    const count = where === 'other' ? going : all - going;
    if (count === 0) return [];
    return undoChange({
      subject: 'order',
      about: where,
      options: ['keep'],
      byDefault: 'keep',
      before: '',
      now: String(count),
    });
  });
}

function told<T extends { readonly id: string }>(
  subject: 'gift-card' | 'subscription',
  left: readonly T[],
  current: readonly T[],
  line: (of: T) => string,
): UndoChange[] {
  const ids = [...left, ...current].toSorted(byId).map(({ id }) => id);
  const lineOf = (list: readonly T[], id: string) => {
    const found = list.find((each) => each.id === id);
    return found === undefined ? '' : line(found);
  };
  return [...new Set(ids)].flatMap((about) => {
    const [before, now] = [lineOf(left, about), lineOf(current, about)];
    if (before === now) return [];
    return undoChange({ subject, about, options: ['keep'], byDefault: 'keep', before, now });
  });
}

const cardLine = ({ balance, currency }: GiftCardFacts) => `${balance} ${currency}`;
const subscriptionLine = ({ product, state }: SubscriptionFacts) => `${product} ${state}`.trim();
