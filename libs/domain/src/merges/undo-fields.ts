import type { ConsentFacts, MergeAccountFacts } from './merge-facts.ts';
import { inOrder } from './money.ts';
import { changeId, undoChange } from './undo-change.ts';
import type { ConsentsOnBoth, Decide, UndoChange, UndoFacts, UndoSubject } from './undo-plan.ts';

/** The fields of an account that are kept or taken back by themselves. */
const FIELDS = {
  name: ['firstName', 'lastName'],
  language: ['language'],
  'birth-date': ['birthDate'],
  'contact-preference': ['contactPreference'],
  note: ['note'],
  tags: ['tags'],
} as const satisfies Partial<Record<UndoSubject, readonly (keyof MergeAccountFacts)[]>>;
type Fields = Pick<
  MergeAccountFacts,
  'firstName' | 'lastName' | 'language' | 'birthDate' | 'contactPreference' | 'note' | 'tags'
>;

/** Fields of the survivor that were changed after the merge. What is there is kept unless it is taken back. */
export function fieldChanges({ after, now }: UndoFacts): UndoChange[] {
  return subjects().flatMap((subject) => {
    const [before, current] = [said(after, subject), said(now.survivor, subject)];
    if (before === current) return [];
    return undoChange({ subject, options: ['keep', 'revert'], byDefault: 'keep', before, now: current });
  });
}

/** The survivor's fields once the merge is taken back. */
export function survivorFields(facts: UndoFacts, decide: Decide): Fields {
  const changed = new Set(fieldChanges(facts).map(({ id }) => id));
  const from = (subject: keyof typeof FIELDS) =>
    changed.has(subject) && decide(subject).do === 'keep' ? facts.now.survivor : facts.before.survivor;
  return {
    firstName: from('name').firstName,
    lastName: from('name').lastName,
    language: from('language').language,
    birthDate: from('birth-date').birthDate,
    contactPreference: from('contact-preference').contactPreference,
    note: from('note').note,
    tags: from('tags').tags,
  };
}

/** Answers of the survivor that were given, changed or taken away after the merge. */
export function consentChanges({ after, now }: UndoFacts): UndoChange[] {
  return topicsOf(after.consents, now.survivor.consents).flatMap((topic) => {
    const [before, current] = [answer(after.consents, topic), answer(now.survivor.consents, topic)];
    if (answered(before) === answered(current)) return [];
    return undoChange({
      subject: 'consent',
      about: topic,
      options: ['keep', 'revert'],
      byDefault: 'keep',
      before: answered(before),
      now: answered(current),
    });
  });
}

/** What both accounts agree to once the merge is taken back. A no that was said since and is kept holds for both. */
export function consentsAfterUndo(facts: UndoFacts, decide: Decide): ConsentsOnBoth {
  const { before, now } = facts;
  const kept = consentChanges(facts)
    .filter(({ id }) => decide(id).do === 'keep')
    .map(({ id }) => id);
  const isKept = (topic: string) => kept.includes(changeId('consent', topic));
  const topics = topicsOf(before.survivor.consents, before.other.consents, now.survivor.consents);
  return {
    survivor: topics.flatMap(
      (topic) => answer((isKept(topic) ? now : before).survivor.consents, topic) ?? [],
    ),
    other: topics.flatMap((topic) => {
      const own = answer(before.other.consents, topic);
      const since = isKept(topic) ? answer(now.survivor.consents, topic) : undefined;
      return own?.granted === true && since?.granted === false ? since : (own ?? []);
    }),
  };
}

function subjects(): (keyof typeof FIELDS)[] {
  return Object.keys(FIELDS) as (keyof typeof FIELDS)[];
}

function said(account: MergeAccountFacts, subject: keyof typeof FIELDS): string {
  return FIELDS[subject]
    .flatMap((field): readonly (string | null)[] => {
      const value = account[field];
      return typeof value === 'string' || value === null ? [value] : value;
    })
    .map((value) => value ?? '')
    .join(subject === 'tags' ? ', ' : ' ');
}

function topicsOf(...lists: readonly (readonly ConsentFacts[])[]): string[] {
  return [...new Set(lists.flat().map(({ topic }) => topic))].toSorted(inOrder);
}

function answer(consents: readonly ConsentFacts[], topic: string): ConsentFacts | undefined {
  return consents.find((consent) => consent.topic === topic);
}

function answered(consent: ConsentFacts | undefined): string {
  return consent === undefined ? '' : `${consent.granted ? 'granted' : 'denied'} ${consent.at}`;
}
