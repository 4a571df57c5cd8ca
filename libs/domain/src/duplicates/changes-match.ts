import type { MatchRecord } from './match-record.ts';

/**
 * Whether an account changed in a way that matters to whether it is a duplicate: another name or birth date, or a
 * mailbox, phone, address or taker of an identifier that was not there before. A pair that was dismissed is then open
 * again. What only went, and where orders were shipped to, does not matter.
 */
export function changesMatch(before: MatchRecord, after: MatchRecord): boolean {
  if (whoOf(before) !== whoOf(after)) return true;
  const known = new Set(contactsOf(before));
  return contactsOf(after).some((contact) => !known.has(contact));
}

function whoOf({ given, family, birthDate }: MatchRecord): string {
  const forms = [given, family].map((words) => words.map(({ form, han }) => [form, han]));
  return JSON.stringify([forms, birthDate]);
}

function contactsOf({ emails, phones, places, takenBy }: MatchRecord): string[] {
  return [
    ...emails.map(({ alias }) => alias),
    ...phones.map(({ number }) => number),
    ...places.filter(({ shipped }) => !shipped).map((place) => JSON.stringify(place)),
    ...takenBy,
  ];
}
