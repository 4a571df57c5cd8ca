import type { IdentifierFacts } from '../identifiers/index.ts';
import { byId } from './money.ts';
import { changeId, undoChange } from './undo-change.ts';
import type { Decide, IdentifierWrite, UndoChange, UndoFacts, UndoWrites } from './undo-plan.ts';

/** An identifier that there was before the merge, and what is in the way of its being that again. */
type Earlier = {
  readonly was: IdentifierFacts;
  readonly is: IdentifierFacts;
  readonly ofOther: boolean;
  readonly changed: boolean;
  /** Its value signs in to a third account. */
  readonly elsewhere: boolean;
  /** A new one of the survivor with the same value, beside which it cannot be. */
  readonly rival: IdentifierFacts | undefined;
};

/**
 * Identifiers that are not as the merge left them, or cannot simply be again what they were before it.
 * - One from before that left, or came back, since: `keep` leaves its state as it is, `revert` gives it the one it had; in
 *   either case it goes to the account that it came from. By default the survivor's own stay, the other's come back;
 *   somebody has to say what becomes of one that was taken away as not its holder's since.
 * - One from before whose value signs in to a third account: stays released; nothing is taken from that account.
 * - One of the other's whose value the survivor got anew: `keep` leaves it with the survivor, `revert` gives it back.
 * - A new one: `keep` leaves it with the survivor, `revert` ends it. A released one is left alone; while one waits, nothing is undone.
 */
export function identifierChanges(facts: UndoFacts): UndoChange[] {
  const earlier = earlierOnes(facts);
  const followed = earlier.flatMap(({ rival, ofOther }) =>
    ofOther && rival !== undefined ? [rival.id] : [],
  );
  return [
    ...earlier.flatMap(changeOfEarlier),
    ...newOnes(facts)
      .filter(({ id, state }) => state === 'verified' && !followed.includes(id))
      .map(({ id, normalised }) =>
        undoChange({
          subject: 'identifier',
          about: id,
          options: ['keep', 'revert'],
          byDefault: 'keep',
          before: '',
          now: normalised,
        }),
      ),
  ];
}

function changeOfEarlier({ was, is, ofOther, changed, elsewhere, rival }: Earlier): UndoChange[] {
  const blocked = elsewhere || rival !== undefined;
  if (!changed && !blocked) return [];
  const canRevert = !elsewhere && (rival === undefined || ofOther);
  return [
    undoChange({
      subject: 'identifier',
      about: was.id,
      options: canRevert ? ['keep', 'revert'] : ['keep'],
      byDefault: ofOther ? (blocked || takenAway(was, is) ? null : 'revert') : 'keep',
      before: was.normalised,
      now: is.state === 'released' ? '' : is.normalised,
    }),
  ];
}

/** Released since because a change was reversed: whoever could sign in with it had come by it wrongly. */
function takenAway(was: IdentifierFacts, is: IdentifierFacts): boolean {
  return was.state !== 'released' && is.state === 'released' && is.releaseReason === 'reversed';
}

/** Ids of new identifiers of the survivor that end, because they or what they stand in the way of are taken back. */
export function identifiersEnding(facts: UndoFacts, decide: Decide): string[] {
  const reverted = revertedOnes(facts, decide);
  const givenBack = earlierOnes(facts).flatMap(({ was, rival, ofOther }) =>
    ofOther && rival !== undefined && reverted.has(was.id) ? [rival.id] : [],
  );
  return newOnes(facts)
    .map(({ id }) => id)
    .filter((id) => givenBack.includes(id) || reverted.has(id));
}

/** What is written to those that there were before the merge; only those that change, released ones first. */
export function identifiersBack(facts: UndoFacts, decide: Decide): IdentifierWrite[] {
  const listed = new Set(identifierChanges(facts).map(({ id }) => id));
  const reverted = revertedOnes(facts, decide);
  return earlierOnes(facts)
    .flatMap(({ was, is }) => {
      const kept = listed.has(changeId('identifier', was.id)) && !reverted.has(was.id);
      const back = kept ? { ...is, accountId: was.accountId, linkedSince: was.linkedSince } : was;
      return JSON.stringify(writeOf(back)) === JSON.stringify(writeOf(is)) ? [] : [writeOf(back)];
    })
    .toSorted(
      (one, two) => Number(one.state !== 'released') - Number(two.state !== 'released') || byId(one, two),
    );
}

/** Ids of the identifiers that are taken back. */
function revertedOnes(facts: UndoFacts, decide: Decide): ReadonlySet<string> {
  const prefix = changeId('identifier', '');
  const reverted = identifierChanges(facts).filter(({ id }) => decide(id).do === 'revert');
  return new Set(reverted.map(({ id }) => id.slice(prefix.length)));
}

/** Every identifier of the two accounts as it is. */
function identifiersNow({ now }: UndoFacts): IdentifierFacts[] {
  return [...now.survivor.identifiers, ...now.other.identifiers].toSorted(byId);
}

/** Every identifier of the two accounts as it will be when what is planned is written at `at`. */
export function identifiersAfterUndo(
  facts: UndoFacts,
  { identifiers, identifiersEnding }: Pick<UndoWrites, 'identifiers' | 'identifiersEnding'>,
  at: string,
): IdentifierFacts[] {
  const written = new Map(identifiers.map((write) => [write.id, write]));
  return identifiersNow(facts).map((each): IdentifierFacts => {
    if (!identifiersEnding.includes(each.id)) return { ...each, ...written.get(each.id) };
    return { ...each, state: 'released', releasedAt: at, releaseReason: 'reversed', takenByAccountId: null };
  });
}

function earlierOnes(facts: UndoFacts): Earlier[] {
  const { before, after, now, takenElsewhere } = facts;
  const isNow = new Map(identifiersNow(facts).map((each) => [each.id, each]));
  const left = new Map([...after.identifiers, ...now.other.identifiers].map((each) => [each.id, each]));
  const living = newOnes(facts).filter(({ state }) => state !== 'released');
  return [...before.survivor.identifiers, ...before.other.identifiers].toSorted(byId).flatMap((was) => {
    const is = isNow.get(was.id);
    // What was deleted since has nothing to be written to.
    if (is === undefined) return [];
    const ofOther = was.accountId === before.other.id;
    const comesBack = was.state === 'verified' && is.state === 'released';
    const isLogin = was.use === 'login';
    return [
      {
        was,
        is,
        ofOther,
        changed: left.get(was.id)?.state !== is.state,
        elsewhere: comesBack && isLogin && takenElsewhere.some((each) => sameValue(each, was)),
        rival:
          comesBack && (isLogin || !ofOther)
            ? living.find((each) => each.use === was.use && sameValue(each, was))
            : undefined,
      },
    ];
  });
}

function newOnes({ before, now }: UndoFacts): IdentifierFacts[] {
  const known = new Set([...before.survivor.identifiers, ...before.other.identifiers].map(({ id }) => id));
  return now.survivor.identifiers.filter(({ id }) => !known.has(id)).toSorted(byId);
}

type Value = Pick<IdentifierFacts, 'kind' | 'normalised'>;

function sameValue(one: Value, two: Value): boolean {
  return one.kind === two.kind && one.normalised === two.normalised;
}

function writeOf(identifier: IdentifierFacts): IdentifierWrite {
  const { id, accountId, state, linkedSince, releasedAt, releaseReason, takenByAccountId } = identifier;
  return { id, accountId, state, linkedSince, releasedAt, releaseReason, takenByAccountId };
}
