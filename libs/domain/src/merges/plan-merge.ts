import type { Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';
import { notifiedContacts } from '../identifiers/index.ts';
import type { Policy } from '../policy/policy.ts';
import { mergeBlockers } from './merge-blockers.ts';
import { mergeConsents } from './merge-consents.ts';
import type { AddressFacts, MergeAccountFacts, MergeChoices } from './merge-facts.ts';
import { mergeIdentifiers, unknownIdentifiers } from './merge-identifiers.ts';
import type { MergedAccount, MergePlan, MergePlanned } from './merge-plan.ts';
import { defaultAddress, MAY_KEEP_BOTH, mergeSides, type MergeSides } from './merge-sides.ts';
import { MERGE_FIELDS } from './merge.ts';
import { addMoney, byId } from './money.ts';
import { saysNoMore } from './same-address.ts';

/**
 * Plans that two accounts become one, or says everything that stands in the way. The plan does not depend on the order in
 * which lists of facts come. Refusal: `merge-choice-unknown`, with `details.ids` or `details.fields`, for a choice that
 * names what neither account has, a first login that ends, or both sides of a field that holds only one.
 */
export function planMerge(
  survivor: MergeAccountFacts,
  other: MergeAccountFacts,
  choices: MergeChoices,
  policy: Policy,
  now: Date,
): MergePlanned | Refusal {
  const unknown = unknownChoice(survivor, other, choices);
  if (unknown !== null) return unknown;
  const blockers = mergeBlockers(survivor, other, choices.releaseIds ?? [], now);
  if (blockers.length > 0) return { ok: false, blockers };
  const sides = mergeSides(survivor, other, choices);
  const addresses = mergeAddresses(survivor, other);
  const plan: MergePlan = {
    kind: 'merge',
    accountId: survivor.id,
    otherId: other.id,
    securityVersions: {
      [survivor.id]: survivor.securityVersion,
      [other.id]: other.securityVersion,
    },
    sides,
    result: mergedAccount(survivor, other, sides),
    identifiers: mergeIdentifiers(survivor, other, choices),
    addresses: {
      move: addresses.move.map(({ id }) => id),
      fold: addresses.fold.map(({ id }) => id),
    },
    giftCards: other.giftCards.toSorted(byId).map(({ id }) => id),
    subscriptions: other.subscriptions.toSorted(byId).map(({ id }) => id),
    told: notifiedContacts(
      [...survivor.identifiers.toSorted(byId), ...other.identifiers.toSorted(byId)],
      now,
      policy,
      [],
    ),
  };
  return { ok: true, plan };
}

function unknownChoice(
  survivor: MergeAccountFacts,
  other: MergeAccountFacts,
  choices: MergeChoices,
): Refusal | null {
  const ids = unknownIdentifiers(survivor, other, choices);
  if (ids.length > 0) return refuse('merge-choice-unknown', { ids });
  const fields = MERGE_FIELDS.filter(
    (field) => choices.fields?.[field] === 'both' && !MAY_KEEP_BOTH.includes(field),
  );
  return fields.length > 0 ? refuse('merge-choice-unknown', { fields }) : null;
}

function mergeAddresses(survivor: MergeAccountFacts, other: MergeAccountFacts) {
  const sorted = other.addresses.toSorted(byId);
  const folds = (address: AddressFacts) => survivor.addresses.some((kept) => saysNoMore(address, kept));
  return {
    move: sorted.filter((address) => !folds(address)),
    fold: sorted.filter((address) => folds(address)),
  };
}

function mergedAccount(
  survivor: MergeAccountFacts,
  other: MergeAccountFacts,
  sides: MergeSides,
): MergedAccount {
  const from = (side: MergeSides[keyof MergeSides]) => (side === 'other' ? other : survivor);
  return {
    firstName: from(sides.name).firstName,
    lastName: from(sides.name).lastName,
    language: from(sides.language).language,
    birthDate: from(sides.birthDate).birthDate,
    contactPreference: mergedPreference(survivor, other, sides),
    note: mergedNote(survivor.note, other.note),
    tags: [...new Set([...survivor.tags, ...other.tags])],
    defaultAddressId: defaultOf(survivor, from(sides.defaultAddress)),
    points: survivor.points + other.points,
    credits: addMoney(survivor.credits, other.credits),
    consents: mergeConsents(survivor.consents, other.consents),
  };
}

/** Two wishes that differ are left to the shop. */
function mergedPreference(
  { contactPreference: one }: MergeAccountFacts,
  { contactPreference: two }: MergeAccountFacts,
  { contactPreference: side }: MergeSides,
): MergedAccount['contactPreference'] {
  if (side !== 'both') return side === 'other' ? two : one;
  return one === null || two === null || one === two ? (one ?? two) : 'any';
}

function mergedNote(survivors: string, others: string): string {
  const notes = [survivors, others].filter((note) => note.trim() !== '');
  return [...new Set(notes)].join('\n\n');
}

/** An address that folds leaves its place to the one that says the same. */
function defaultOf(survivor: MergeAccountFacts, side: MergeAccountFacts): string | null {
  const address = defaultAddress(side);
  if (address === null || side === survivor) return address?.id ?? null;
  const kept = survivor.addresses.toSorted(byId).find((each) => saysNoMore(address, each));
  return kept?.id ?? address.id;
}
