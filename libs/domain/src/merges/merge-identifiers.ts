import { IDENTIFIER_KINDS, type IdentifierFacts } from '../identifiers/index.ts';
import type { MergeAccountFacts, MergeChoices } from './merge-facts.ts';
import type { MergePlan } from './merge-plan.ts';
import { byId, inOrder } from './money.ts';

/** What becomes of the identifiers of two accounts; the choices are of these accounts. */
export function mergeIdentifiers(
  survivor: MergeAccountFacts,
  other: MergeAccountFacts,
  { primaryIds = [], releaseIds = [] }: MergeChoices,
): MergePlan['identifiers'] {
  const { move, fold } = movedAndFolded(survivor, other);
  const release = [...new Set(releaseIds)].toSorted(inOrder);
  const staying = [survivor.identifiers, move].map((identifiers) =>
    identifiers.filter((each) => isLogin(each) && !release.includes(each.id)),
  );
  const marked = [...survivor.primaryIds, ...other.primaryIds];
  const primary = IDENTIFIER_KINDS.flatMap((kind) => {
    const [own = [], come = []] = staying.map((logins) => logins.filter((each) => each.kind === kind));
    const chosen = [...own, ...come].find(({ id }) => primaryIds.includes(id));
    return (chosen ?? first(own, marked) ?? first(come, marked))?.id ?? [];
  });
  return {
    move: move.map(({ id }) => id),
    fold: fold.map(({ id }) => id),
    release,
    primary: primary.toSorted(inOrder),
  };
}

/** Ids of the choices that name no verified login of either account, come first but end, or are a second one of their kind. */
export function unknownIdentifiers(
  survivor: MergeAccountFacts,
  other: MergeAccountFacts,
  { primaryIds = [], releaseIds = [] }: MergeChoices,
): string[] {
  const logins = [...survivor.identifiers, ...movedAndFolded(survivor, other).move].filter(isLogin);
  const kindOf = new Map(logins.map(({ id, kind }) => [id, kind]));
  const kinds = [...new Set(primaryIds)].map((id) => kindOf.get(id));
  const misplaced = [...new Set(primaryIds)].filter(
    (id, index) => releaseIds.includes(id) || kinds.indexOf(kindOf.get(id)) !== index,
  );
  const unknown = [...primaryIds, ...releaseIds].filter((id) => !kindOf.has(id));
  return [...new Set([...unknown, ...misplaced])].toSorted(inOrder);
}

function movedAndFolded(survivor: MergeAccountFacts, other: MergeAccountFacts) {
  const living = survivor.identifiers.filter(({ state }) => state !== 'released');
  const held = new Set(living.map(keyOf));
  const sorted = other.identifiers.toSorted(byId);
  return {
    move: sorted.filter((each) => !held.has(keyOf(each))),
    fold: sorted.filter((each) => held.has(keyOf(each))),
  };
}

function keyOf({ kind, use, normalised }: IdentifierFacts): string {
  return `${kind} ${use} ${normalised}`;
}

function isLogin({ use, state }: IdentifierFacts): boolean {
  return use === 'login' && state === 'verified';
}

/** The one that is marked as first, else the one that has been there longest, else the lowest id. */
function first(logins: readonly IdentifierFacts[], marked: readonly string[]): IdentifierFacts | undefined {
  return logins.toSorted(
    (one, two) =>
      Number(marked.includes(two.id)) - Number(marked.includes(one.id)) ||
      inOrder(one.linkedSince ?? '', two.linkedSince ?? '') ||
      byId(one, two),
  )[0];
}
