import type { MatchRecord } from './match-record.ts';

/**
 * A key that more accounts share says too little to compare each with each: it is left out of a search. With at most
 * this many, a key gives 780 pairs.
 */
export const LARGEST_BLOCK = 40;

/**
 * The keys under which an account is looked for: two accounts are compared when they share one. Each key joins facts
 * that few share, and any one damaged fact leaves other keys whole. They hold personal values: keep them hashed.
 */
export function blockingKeys(record: MatchRecord): string[] {
  const { emails, phones, birthDate, places } = record;
  const [given, family] = [soundOf(record.given[0]?.consonants), soundOf(record.family[0]?.consonants)];
  const names = [...record.given, ...record.family].map(({ consonants }) => soundOf(consonants));
  const keys = [
    ...emails.map(({ alias }) => `mailbox:${alias}`),
    ...emails.filter(({ local }) => local.length >= 8).map(({ local }) => `local:${local.slice(0, 8)}`),
    ...phones.map(({ number }) => `phone:${number}`),
    ...record.takenBy.map((id) => `taken:${id}`),
    `taken:${record.id}`,
  ];
  const [whole] = [[...names].sort().join(' ')];
  if (names.length > 1) keys.push(`name:${whole}`);
  if (birthDate !== null) {
    keys.push(...names.map((name) => `born:${birthDate}:${name.slice(0, 2)}`));
    keys.push(...places.map(({ postcode }) => `born-in:${birthDate}:${postcode}`));
  }
  for (const { postcode, house, street } of places) {
    if (postcode !== '') keys.push(...names.map((name) => `area:${postcode}:${name}`));
    if (postcode !== '' && house !== '') keys.push(`house:${postcode}:${house}`);
    const [first = ''] = street;
    if (first !== '') keys.push(`street:${first}:${house}:${family}`, `street:${first}:${house}:${given}`);
  }
  return [...new Set(keys)];
}

/** The first consonants of a name by sound: a slip later in it leaves them whole. */
function soundOf(consonants = ''): string {
  return consonants.slice(0, 4);
}
