import type { MatchSource } from '@relink/domain';
import type { Chance } from './chance.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

type Written = { source: MatchSource };

/** The second account as somebody writes the same facts again: slips, fields left out, names or lines exchanged. */
export function damaged(source: MatchSource, chance: Chance, slips: number, missing: number): MatchSource {
  const written: Written = { source };
  for (let done = chance.whole(0, slips); done > 0; done -= 1) chance.of(SLIPS)(written, chance);
  for (const leave of LEFT_OUT) if (chance.is(missing)) leave(written, chance);
  return written.source;
}

type Change = (written: Written, chance: Chance) => void;

const SLIPS: readonly Change[] = [
  change('firstName', slip),
  change('firstName', slip),
  change('lastName', slip),
  change('lastName', slip),
  changeAddress('line1', slip),
  changeAddress('line1', slip),
  changeAddress('line2', slip),
  changeAddress('city', slip),
  changeAddress('postcode', digitSlip),
  change('birthDate', dateSlip),
  (written) => {
    const { firstName, lastName } = written.source;
    written.source = { ...written.source, firstName: lastName, lastName: firstName };
  },
];

const LEFT_OUT: readonly Change[] = [
  change('birthDate', () => null),
  changeAddress('line2', () => ''),
  changeAddress('city', () => ''),
  changeAddress('postcode', () => ''),
];

function change<F extends 'firstName' | 'lastName' | 'birthDate'>(
  field: F,
  write: (text: string, chance: Chance) => MatchSource[F],
): Change {
  return (written, chance) => {
    const text = written.source[field];
    if (text !== null && text !== '') written.source = { ...written.source, [field]: write(text, chance) };
  };
}

function changeAddress(
  field: 'line1' | 'line2' | 'city' | 'postcode',
  write: (text: string, chance: Chance) => string,
): Change {
  return (written, chance) => {
    const [address] = written.source.addresses;
    if (address === undefined || address[field] === '') return;
    written.source = {
      ...written.source,
      addresses: [{ ...address, [field]: write(address[field], chance) }],
    };
  };
}

/** A letter swapped with its neighbour, replaced, put in or left out. */
function slip(text: string, chance: Chance): string {
  const at = chance.whole(0, Math.max(0, text.length - 2));
  const letter = LETTERS[chance.whole(0, 25)] ?? '';
  return chance.of([
    text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2),
    text.slice(0, at) + letter + text.slice(at + 1),
    text.slice(0, at) + letter + text.slice(at),
    text.slice(0, at) + text.slice(at + 1),
  ]);
}

function digitSlip(text: string, chance: Chance): string {
  const at = chance.whole(0, text.length - 2);
  const swapped = text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2);
  return chance.of([swapped, text.slice(0, at) + chance.digits(1) + text.slice(at + 1)]);
}

/** Another day of the same month, day and month exchanged, or another date altogether. */
function dateSlip(date: string, chance: Chance): string {
  const [year = '', month = '', day = ''] = date.split('-');
  const exchanged = Number(day) <= 12 ? `${year}-${day}-${month}` : date;
  const other = String(chance.whole(10, 28));
  return chance.of([
    `${year}-${month}-${other}`,
    exchanged,
    `${String(chance.whole(1930, 2005))}-05-${other}`,
  ]);
}
