import { aPhone, aSource, anAddress, anEmail } from './accounts.fixture.ts';
import { matchRecordOf } from './match-record.ts';
import type { MatchRecord } from './match-record.ts';
import type { MatchSource } from './match-source.ts';
import { isLikelyDuplicate, scorePair } from './score-pair.ts';
import { countedTerms, termFrequencies, UNCOUNTED_FREQUENCIES } from './term-frequencies.ts';
import { DUPLICATE_WEIGHTS } from './weights.ts';

const JOHN: Partial<MatchSource> = { firstName: 'John', lastName: 'Smith' };

/** The score of the first two of a shop, with the names, streets and postcodes of all counted. */
function scoreOfFirst(shop: readonly MatchRecord[]) {
  const counts = new Map<string, number>();
  for (const record of shop)
    for (const term of countedTerms(record)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const [one, other] = shop;
  if (one === undefined || other === undefined) throw new RangeError('A shop of two at least.');
  return scorePair(one, other, {
    weights: DUPLICATE_WEIGHTS,
    frequencies: termFrequencies(counts, shop.length),
  });
}

const account = (nth: number, of: Partial<MatchSource>) =>
  matchRecordOf(aSource({ id: String(nth).padStart(4, '0'), ...of }));

function two(one: Partial<MatchSource>, other: Partial<MatchSource>) {
  const frequencies = UNCOUNTED_FREQUENCIES;
  return scorePair(account(1, one), account(2, other), { weights: DUPLICATE_WEIGHTS, frequencies });
}
const signals = (one: string, other: string, of: Partial<MatchSource> = {}) =>
  two({ ...of, identifiers: [anEmail(one)] }, { ...of, identifiers: [anEmail(other)] }).reasons;

describe('mailboxes that many could have', () => {
  const weightOf = (one: string, other: string, of: Partial<MatchSource> = {}) =>
    signals(one, other, of).find(({ signal }) => signal === 'similar-email')?.weight ?? 0;
  it.each([
    ['one is numbered, the other not', 'tealover@mail.example', 'tealover14@mail.example'],
    ['a common word with one number, at two hosts', 'customer12@mail.example', 'customer12@web.example'],
  ])('say next to nothing: %s', (_, one, other) => {
    expect(weightOf(one, other)).toBeLessThanOrEqual(1);
  });
  it.each([
    ['a point', 'john.smith@mail.example', 'johnsmith@web.example'],
    ['a number', 'john.smith@mail.example', 'johnsmith1@mail.example'],
    ['a year', 'john.smith1985@mail.example', 'johnsmith1985@web.example'],
  ])('do not count the name twice: %s more', (_, one, other) => {
    expect(weightOf(one, other, JOHN)).toBeLessThanOrEqual(1);
  });
  it('say much where they are neither', () => {
    expect(weightOf('tealover6428@mail.example', 'tealover6428@web.example')).toBeGreaterThan(10);
  });
});

describe('two customers of a small shop', () => {
  const others = Array.from({ length: 200 }, (_, nth) =>
    account(nth + 3, {
      firstName: ['John', 'Mary', 'Anna', 'Paul'][nth % 4] ?? '',
      lastName: ['Smith', 'Berg', 'Patel'][nth % 3] ?? '',
      addresses: [anAddress({ line1: `${String(nth)} Oak Lane`, postcode: ['111', '222'][nth % 2] ?? '' })],
    }),
  );
  const at = (line1: string, local: string): Partial<MatchSource> => ({
    ...JOHN,
    addresses: [anAddress({ line1, postcode: '111' })],
    identifiers: [anEmail(`${local}@mail.example`)],
  });

  it.each([
    ['numbered by the shop', 'customer012', 'customer014'],
    ['with mailboxes made of their name', 'john.smith', 'johnsmith1'],
  ])('who are namesakes of one postcode, %s, are no duplicates', (_, one, other) => {
    for (const street of ['7 Elm Road', '190 Oak Lane']) {
      const pair = [account(1, at('12 Oak Lane', one)), account(2, at(street, other))];
      expect(isLikelyDuplicate(scoreOfFirst([...pair, ...others]))).toBe(false);
      expect(isLikelyDuplicate(scoreOfFirst(pair))).toBe(false);
    }
  });
  it('share a name, postcode and street that are common there for less than where they are rare', () => {
    const pair = [account(1, at('12 Oak Lane', 'teapot')), account(2, at('14 Oak Lane', 'kettle'))];
    expect(scoreOfFirst([...pair, ...others]).weight).toBeLessThan(scoreOfFirst(pair).weight - 8);
  });
  it('are one person all the same with a phone in common, in a shop of two accounts and of two hundred', () => {
    const phone = aPhone('+919369302766');
    const [first, second] = [at('12 Oak Lane', 'teapot'), at('12 Oak Lane', 'kettle')];
    const withPhone = (nth: number, of: Partial<MatchSource>) =>
      account(nth, { ...of, identifiers: [...(of.identifiers ?? []), phone] });
    const pair = [withPhone(1, first), withPhone(2, second)];
    expect(isLikelyDuplicate(scoreOfFirst(pair))).toBe(true);
    expect(isLikelyDuplicate(scoreOfFirst([...pair, ...others]))).toBe(true);
  });
});
