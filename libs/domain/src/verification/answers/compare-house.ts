import { normalisePostcode } from './postcode.ts';
import type { HouseNumber, Street } from './read-street.ts';

type House = Pick<Street, 'numbers' | 'flat' | 'names'>;

/**
 * Whether house number and flat agree. Every number of the street on file must be said, and no other number, but for
 * those of its second line, its flat and its postcode. A flat that only one side names is no difference.
 */
export function sameHouse(
  said: House,
  known: House,
  optional: readonly HouseNumber[],
  postcode: string,
): boolean {
  const [saidReadings, knownReadings] = [readings(said, postcode), readings(known, postcode)];
  return saidReadings.some((a) => knownReadings.some((b) => agree(a, b, optional)));
}

function agree(said: House, known: House, optional: readonly HouseNumber[]): boolean {
  if (said.flat !== null && known.flat !== null && said.flat !== known.flat) return false;
  const unsaid = [...known.numbers];
  const extra: HouseNumber[] = [];
  for (const number of said.numbers) {
    const index = unsaid.findIndex((other) => sameNumber(number, said, other, known));
    if (index < 0) extra.push(number);
    else unsaid.splice(index, 1);
  }
  return (
    unsaid.every((number) => said.flat === asFlat(number) && known.flat === null) &&
    extra.every(
      (number) =>
        (known.flat === asFlat(number) && said.flat === null) ||
        optional.some((other) => asFlat(other) === asFlat(number)),
    ) &&
    (unsaid.length === 0 || unsaid.length < known.numbers.length)
  );
}

/** 12a, or 12 with an a that stands alone in the line: "12 A Gartenweg". */
function sameNumber(a: HouseNumber, aHouse: House, b: HouseNumber, bHouse: House): boolean {
  if (a.digits !== b.digits) return false;
  if (a.letter === b.letter) return true;
  const [letter, otherHouse] = a.letter === '' ? [b.letter, aHouse] : [a.letter, bHouse];
  return (a.letter === '' || b.letter === '') && otherHouse.names.some((word) => word.text === letter);
}

/**
 * A number with a slash may be one number, or flat and number (2/98 Mill Road), or number and flat (Gartenweg 12/4).
 * A postcode in the line is no house number.
 */
function readings(house: House, postcode: string): House[] {
  const numbers = house.numbers.filter((number) => normalisePostcode(number.digits) !== postcode);
  const plain = { ...house, numbers };
  const index = numbers.findIndex(({ digits }) => digits.includes('/'));
  const compound = numbers[index];
  if (compound === undefined || house.flat !== null) return [plain];
  const [front = '', back = ''] = compound.digits.split('/');
  const split = (digits: string, flat: string): House => ({
    ...house,
    flat,
    numbers: numbers.with(index, { digits, letter: compound.letter }),
  });
  return [plain, split(back, front), split(front, back)];
}

function asFlat({ digits, letter }: HouseNumber): string {
  return `${digits}${letter}`.toUpperCase();
}
