import { IDENTIFIER_KINDS } from '../identifiers/index.ts';
import type { MergeAccountFacts } from './merge-facts.ts';
import { inOrder } from './money.ts';
import { addressesAfterUndo, defaultsAfterUndo } from './undo-addresses.ts';
import { creditsAfterUndo, pointsAfterUndo } from './undo-amounts.ts';
import { flagsAfterUndo, goingBack, ordersGoingWith } from './undo-belongings.ts';
import { consentsAfterUndo, survivorFields } from './undo-fields.ts';
import { identifiersAfterUndo, identifiersBack, identifiersEnding } from './undo-identifiers.ts';
import type { Decide, RestoredAccount, UndoFacts, UndoWrites } from './undo-plan.ts';

/** What taking a merge back writes, once everything is decided. */
export function undoWrites(facts: UndoFacts, decide: Decide): UndoWrites {
  const { before, now } = facts;
  const addresses = addressesAfterUndo(facts, decide);
  const defaults = defaultsAfterUndo(facts, decide, addresses);
  const points = pointsAfterUndo(facts, decide);
  const credits = creditsAfterUndo(facts, decide);
  const consents = consentsAfterUndo(facts, decide);
  const identifiers = {
    identifiersEnding: identifiersEnding(facts, decide),
    identifiers: identifiersBack(facts, decide),
  };
  const onSide = (side: 'survivor' | 'other') => ({
    id: now[side].id,
    points: points[side],
    credits: credits[side],
    consents: consents[side],
    defaultAddressId: defaults[side],
    primaryIds: primaries(facts, identifiers, side),
    ...flagsAfterUndo(facts, side, { points: points[side], credits: credits[side] }),
  });
  return {
    survivor: { ...survivorFields(facts, decide), ...onSide('survivor') },
    other: { ...fieldsOf(before.other), ...onSide('other') },
    ...identifiers,
    addresses,
    giftCards: goingBack(facts, 'giftCards'),
    subscriptions: goingBack(facts, 'subscriptions'),
    ordersPlacedWith: ordersGoingWith(facts),
    endPassword: facts.passwordSetSince && now.survivor.hasPassword && decide('password').do === 'revert',
  };
}

function fieldsOf(account: MergeAccountFacts) {
  const { firstName, lastName, language, birthDate, contactPreference, note, tags } = account;
  return { firstName, lastName, language, birthDate, contactPreference, note, tags };
}

/** The first login of each kind: as it was set since, where that stays; else as it was before the merge. */
function primaries(
  facts: UndoFacts,
  writes: Pick<UndoWrites, 'identifiers' | 'identifiersEnding'>,
  side: 'survivor' | 'other',
): RestoredAccount['primaryIds'] {
  const { before, after, now } = facts;
  const logins = identifiersAfterUndo(facts, writes, '')
    .filter(({ accountId }) => accountId === now[side].id)
    .filter(({ use, state }) => use === 'login' && state === 'verified');
  const setSince = now.survivor.primaryIds.filter(
    (id) => side === 'survivor' && !after.primaryIds.includes(id),
  );
  return IDENTIFIER_KINDS.flatMap((kind) => {
    const ofKind = logins.filter((login) => login.kind === kind).map(({ id }) => id);
    return [...setSince, ...before[side].primaryIds].find((id) => ofKind.includes(id)) ?? [];
  }).toSorted(inOrder);
}
