import type { AfterMerge } from './after-merge.ts';
import type { AddressFacts, MergeAccountFacts } from './merge-facts.ts';
import { HOLD_KINDS } from './merge.ts';
import { byId } from './money.ts';
import { newOrdersGoing } from './undo-belongings.ts';
import { identifiersAfterUndo } from './undo-identifiers.ts';
import type { UndoFacts, UndoPlan } from './undo-plan.ts';

/**
 * Both accounts as an undoing leaves them when it is carried out at `at`: what the execution is held against. The other one
 * is active again, without credentials; what is not planned but counted (its orders of before, and those placed since with
 * what goes back) is counted where it goes. A hold of the survivor since is one of both: nobody knows of which it was.
 */
export function afterUndo(facts: UndoFacts, { writes }: UndoPlan, at: string): AfterMerge {
  const { before, now } = facts;
  const identifiers = identifiersAfterUndo(facts, writes, at);
  const addresses = addressesAfter(facts, writes);
  const cards = now.survivor.giftCards;
  const subscriptions = now.survivor.subscriptions;
  const orders = before.other.orderCount + newOrdersGoing(facts);
  const restored = (side: 'survivor' | 'other'): MergeAccountFacts => {
    const { defaultAddressId, ...written } = writes[side];
    return {
      ...now[side],
      ...written,
      securityVersion: now[side].securityVersion + 1,
      identifiers: identifiers.filter(({ accountId }) => accountId === now[side].id),
      addresses: addresses
        .filter(({ accountId }) => accountId === now[side].id)
        .map(({ address }): AddressFacts => ({ ...address, isDefault: address.id === defaultAddressId }))
        .toSorted(byId),
      giftCards: cards.filter(({ id }) => writes.giftCards.includes(id) === (side === 'other')),
      subscriptions: subscriptions.filter(
        ({ id }) => writes.subscriptions.includes(id) === (side === 'other'),
      ),
    };
  };
  return {
    survivor: {
      ...restored('survivor'),
      hasPassword: now.survivor.hasPassword && !writes.endPassword,
      orderCount: now.survivor.orderCount - orders,
    },
    other: {
      ...restored('other'),
      status: 'active',
      hasPassword: false,
      orderCount: orders,
      holds: HOLD_KINDS.filter((kind) =>
        [...now.survivor.holds, ...now.other.holds].includes(kind),
      ).toSorted(),
    },
  };
}

function addressesAfter(
  { now }: UndoFacts,
  { addresses: { toOther, restore, remove } }: UndoPlan['writes'],
): { readonly accountId: string; readonly address: AddressFacts }[] {
  const written = new Set([...restore.map(({ address }) => address.id), ...remove]);
  const stay = [now.survivor, now.other].flatMap(({ id, addresses }) =>
    addresses
      .filter((address) => !written.has(address.id))
      .map((address) => ({ accountId: toOther.includes(address.id) ? now.other.id : id, address })),
  );
  return [...stay, ...restore];
}
