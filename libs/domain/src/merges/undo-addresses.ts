import type { AddressFacts } from './merge-facts.ts';
import { defaultAddress } from './merge-sides.ts';
import { byId } from './money.ts';
import { changeId, undoChange } from './undo-change.ts';
import type { Decide, OnBoth, UndoChange, UndoFacts, UndoWrites } from './undo-plan.ts';

/**
 * Addresses of the survivor that came, were written anew or went away after the merge, and its default one where that is
 * another. `keep` leaves what they are now, on the account that they came from; `revert` writes them as they were, and
 * ends a new one. A default one that goes back to the other account cannot be kept.
 */
export function addressChanges(facts: UndoFacts): UndoChange[] {
  const { after, now } = facts;
  const left = new Map(after.addresses.map((address) => [address.id, address]));
  const current = new Map(now.survivor.addresses.map((address) => [address.id, address]));
  const ids = [...after.addresses, ...now.survivor.addresses].toSorted(byId).map(({ id }) => id);
  const changes = [...new Set(ids)].flatMap((id) => {
    const [before, is] = [addressLine(left.get(id)), addressLine(current.get(id))];
    if (before === is) return [];
    return undoChange({
      subject: 'address',
      about: id,
      options: ['keep', 'revert'],
      byDefault: 'keep',
      before,
      now: is,
    });
  });
  return [...defaultChange(facts), ...changes];
}

/** What is written to addresses. */
export function addressesAfterUndo(facts: UndoFacts, decide: Decide): UndoWrites['addresses'] {
  const { before, now } = facts;
  const reverted = new Set(
    addressChanges(facts)
      .map(({ id }) => id)
      .filter((id) => decide(id).do === 'revert'),
  );
  const isReverted = ({ id }: AddressFacts) => reverted.has(changeId('address', id));
  const earlier = [before.survivor, before.other].flatMap(({ id: accountId, addresses }) =>
    addresses.map((address) => ({ accountId, address })),
  );
  const known = new Set(earlier.map(({ address }) => address.id));
  const others = new Set(before.other.addresses.map(({ id }) => id));
  const here = now.survivor.addresses.toSorted(byId);
  return {
    toOther: here.filter((each) => others.has(each.id) && !isReverted(each)).map(({ id }) => id),
    restore: earlier
      .filter(({ address }) => isReverted(address))
      .map(({ accountId, address }) => ({ accountId, address: { ...address, isDefault: false } }))
      .toSorted((one, two) => byId(one.address, two.address)),
    remove: here.filter((each) => !known.has(each.id) && isReverted(each)).map(({ id }) => id),
  };
}

/** The default address of both accounts once the merge is taken back, of those that there will be. */
export function defaultsAfterUndo(
  facts: UndoFacts,
  decide: Decide,
  { toOther, restore, remove }: UndoWrites['addresses'],
): OnBoth<string | null> {
  const { before, now } = facts;
  const [change] = defaultChange(facts);
  const kept = change !== undefined && decide(change.id).do === 'keep' ? defaultAddress(now.survivor) : null;
  const put = (accountId: string) =>
    restore.filter((each) => each.accountId === accountId).map(({ address }) => address.id);
  const stay = now.survivor.addresses.map(({ id }) => id).filter((id) => !toOther.includes(id));
  const ofSurvivor = new Set([...stay.filter((id) => !remove.includes(id)), ...put(before.survivor.id)]);
  const ofOther = new Set([...toOther, ...now.other.addresses.map(({ id }) => id), ...put(before.other.id)]);
  const among = (ids: ReadonlySet<string>, address: AddressFacts | null) =>
    address !== null && ids.has(address.id) ? address.id : null;
  return {
    survivor: among(ofSurvivor, kept) ?? among(ofSurvivor, defaultAddress(before.survivor)),
    other: among(ofOther, defaultAddress(before.other)),
  };
}

/** An address in one line; empty where there is none. */
export function addressLine(address: AddressFacts | undefined): string {
  if (address === undefined) return '';
  const { name, company, line1, line2, postcode, city, province, country, phone } = address;
  return [name, company, line1, line2, `${postcode} ${city}`.trim(), province, country, phone]
    .filter((part) => part !== '')
    .join(', ');
}

function defaultChange({ before, after, now }: UndoFacts): UndoChange[] {
  const [left, is] = [defaultAddress(after), defaultAddress(now.survivor)];
  if (left?.id === is?.id) return [];
  const goesBack = is !== null && before.other.addresses.some(({ id }) => id === is.id);
  return [
    undoChange({
      subject: 'default-address',
      options: goesBack ? ['revert'] : ['keep', 'revert'],
      byDefault: goesBack ? 'revert' : 'keep',
      before: addressLine(left ?? undefined),
      now: addressLine(is ?? undefined),
    }),
  ];
}
