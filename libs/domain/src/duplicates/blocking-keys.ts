import type { MatchRecord } from './match-record.ts';
import type { MatchPlace } from './read-place.ts';

/**
 * A key that more accounts share says too little to compare each with each: it is left out of a search. With at most
 * this many, a key gives 780 pairs.
 */
export const LARGEST_BLOCK = 40;

/** The account's own address and the last ones it shipped to; further ones add keys and hardly a pair. */
const MOST_PLACES = 3;
/** What a local part is found by when something was put behind it or it has a slip at its end. */
const LOCAL_LETTERS = 8;

/**
 * The keys under which an account is looked for: two accounts are compared when they share one. Each joins facts that
 * few share, and any one damaged fact leaves others whole. They hold personal values: keep them hashed.
 */
export function blockingKeys(record: MatchRecord): string[] {
  const { emails, phones, given, family } = record;
  const names = [...new Set([...given, ...family].map(({ consonants }) => soundOf(consonants)))];
  const keysOfPlaces = record.places.slice(0, MOST_PLACES).flatMap((place) => placeKeys(place, names));
  const keys = [
    ...emails.map(({ alias }) => `mailbox:${alias}`),
    ...emails.filter(({ local }) => local.length >= LOCAL_LETTERS).map(localKey),
    ...phones.map(({ number }) => `phone:${number}`),
    ...(names.length > 1 ? [`name:${[...names].sort().join(' ')}`] : []),
    ...birthDateKeys(record, names),
    ...keysOfPlaces,
    ...(emails.length + phones.length === 0
      ? [...keysOfPlaces, ...registerKeys(record, names)].map((key) => `only:${key}`)
      : []),
  ];
  return [...new Set(keys)];
}

function localKey({ local }: { readonly local: string }): string {
  return `local:${local.slice(0, LOCAL_LETTERS)}`;
}

/** In a large shop thousands are born on one day: with the beginning of a name, given or family, or where they live. */
function birthDateKeys({ birthDate, places }: MatchRecord, names: readonly string[]): string[] {
  if (birthDate === null) return [];
  const [place] = places;
  return [
    ...names.map((name) => `born:${birthDate}:${name.slice(0, 2)}`),
    ...(place === undefined ? [] : [`born-in:${birthDate}:${place.postcode || place.city}`]),
  ];
}

/** By names and postcode, by house and flat, and by the street where the postcode is another. */
function placeKeys({ postcode, house, flat, street, city }: MatchPlace, names: readonly string[]): string[] {
  const [first = ''] = street;
  return [
    ...(postcode === '' ? [] : names.map((name) => `area:${postcode}:${name}`)),
    ...(postcode === '' || house === '' ? [] : [`house:${postcode}:${house}:${flat}`]),
    ...(first === '' ? [] : names.map((name) => `street:${first}:${name}`)),
    ...(first === '' || house === '' ? [] : [`street:${first}:${house}:${city.slice(0, 3)}`]),
  ];
}

/**
 * Without a contact an account has only what somebody wrote down: coarser keys, for several slips at once. Between two
 * such accounts these, and those of their addresses, are enough.
 */
function registerKeys({ birthDate, places: [place] }: MatchRecord, names: readonly string[]): string[] {
  const town = place?.city.slice(0, 3) ?? '';
  return names.flatMap((name) => [
    ...(birthDate === null ? [] : [`month:${birthDate.slice(0, 7)}:${name}`]),
    ...(place === undefined || town === '' ? [] : [`home:${town}:${place.house}:${name}`]),
  ]);
}

/** The first consonants of a name by sound: a slip later in it leaves them whole. */
function soundOf(consonants: string): string {
  return consonants.slice(0, 4);
}
