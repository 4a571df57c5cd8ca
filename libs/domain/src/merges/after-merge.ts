import type { IdentifierFacts } from '../identifiers/index.ts';
import type { AddressFacts, MergeAccountFacts } from './merge-facts.ts';
import type { MergePlan } from './merge-plan.ts';
import { byId } from './money.ts';

/** Two accounts as a merge leaves them. */
export type AfterMerge = { readonly survivor: MergeAccountFacts; readonly other: MergeAccountFacts };

/**
 * The survivor and the tombstone as a plan leaves them when it is carried out at `at`: what the preview shows as the third
 * column, and what the execution is held against. Both security versions rise by one. Only credentials of the survivor
 * stand, and the tombstone keeps its name, its note and what folded.
 */
export function afterMerge(
  survivor: MergeAccountFacts,
  other: MergeAccountFacts,
  plan: MergePlan,
  at: string,
): AfterMerge {
  const { result, identifiers, addresses } = plan;
  const giftCards = [...survivor.giftCards, ...other.giftCards].toSorted(byId);
  const subscriptions = [...survivor.subscriptions, ...other.subscriptions].toSorted(byId);
  const others = other.identifiers.map((each) => (each.state === 'pending' ? notConfirmed(each, at) : each));
  const come = others.filter(({ id }) => identifiers.move.includes(id));
  const moved = other.addresses.filter(({ id }) => addresses.move.includes(id));
  return {
    survivor: {
      ...survivor,
      firstName: result.firstName,
      lastName: result.lastName,
      language: result.language,
      birthDate: result.birthDate,
      contactPreference: result.contactPreference,
      note: result.note,
      tags: result.tags,
      consents: result.consents,
      points: result.points,
      credits: result.credits,
      giftCards,
      subscriptions,
      securityVersion: survivor.securityVersion + 1,
      orderCount: survivor.orderCount + other.orderCount,
      hasBalance: survivor.hasBalance || other.hasBalance,
      hasSubscription: survivor.hasSubscription || other.hasSubscription,
      identifiers: [
        ...survivor.identifiers,
        ...come.map((each) => ({
          ...each,
          accountId: survivor.id,
          linkedSince: each.state === 'released' ? each.linkedSince : at,
        })),
      ]
        .map((each) => (identifiers.release.includes(each.id) ? released(each, at) : each))
        .toSorted(byId),
      primaryIds: identifiers.primary,
      addresses: [...survivor.addresses, ...moved]
        .map((address): AddressFacts => ({ ...address, isDefault: address.id === result.defaultAddressId }))
        .toSorted(byId),
    },
    other: {
      ...other,
      status: 'merged',
      securityVersion: other.securityVersion + 1,
      orderCount: 0,
      hasBalance: false,
      hasSubscription: false,
      identifiers: others.filter(({ id }) => identifiers.fold.includes(id)).toSorted(byId),
      primaryIds: [],
      addresses: other.addresses
        .filter(({ id }) => addresses.fold.includes(id))
        .map((address) => ({ ...address, isDefault: false }))
        .toSorted(byId),
      consents: [],
      points: 0,
      credits: [],
      giftCards: [],
      subscriptions: [],
      hasPassword: false,
      hasSecondFactor: false,
    },
  };
}

/** What waited on the other account and has run out ends with it. */
function notConfirmed(identifier: IdentifierFacts, at: string): IdentifierFacts {
  return { ...identifier, state: 'released', releasedAt: at, releaseReason: 'not-confirmed' };
}

function released(identifier: IdentifierFacts, at: string): IdentifierFacts {
  return {
    ...identifier,
    state: 'released',
    releasedAt: at,
    releaseReason: 'merged',
    takenByAccountId: null,
  };
}
