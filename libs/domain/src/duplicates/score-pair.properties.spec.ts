import fc from 'fast-check';
import { aPhone, aSource, anAddress, anEmail } from './accounts.fixture.ts';
import { blockingKeys } from './blocking-keys.ts';
import { changesMatch } from './changes-match.ts';
import { matchRecordOf } from './match-record.ts';
import type { MatchSource } from './match-source.ts';
import { isLikelyDuplicate, scorePair } from './score-pair.ts';
import { UNCOUNTED_FREQUENCIES } from './term-frequencies.ts';
import { DUPLICATE_WEIGHTS } from './weights.ts';

const using = { weights: DUPLICATE_WEIGHTS, frequencies: UNCOUNTED_FREQUENCIES };
const scoreOf = (a: MatchSource, b: MatchSource) => scorePair(matchRecordOf(a), matchRecordOf(b), using);

const given = fc.constantFrom(
  'Rahul',
  'Gita',
  'Jörg',
  'આશા',
  '鑫鹏',
  'Muhammad Ali',
  'Anna Lena',
  'Wilhelmina',
);
const family = fc.constantFrom('Mehta', 'Lindström', 'પટેલ', '王', 'van der Berg', 'Okonkwo');
const digits = (count: number) => fc.stringMatching(new RegExp(`^[1-9][0-9]{${String(count - 1)}}$`));
const address = fc
  .record({
    house: fc.integer({ min: 1, max: 250 }),
    street: fc.constantFrom('Navrang Road', 'Gartenweg', '人民路'),
  })
  .chain(({ house, street }) =>
    digits(6).map((postcode) => anAddress({ line1: `${String(house)} ${street}`, postcode })),
  );
const source = (id: string): fc.Arbitrary<MatchSource> =>
  fc
    .record({
      firstName: given,
      lastName: family,
      born: fc.option(
        fc.date({ min: new Date('1930-01-01'), max: new Date('2005-12-31'), noInvalidDate: true }),
      ),
      mail: digits(6).map((number) => `someone${number}@web.example`),
      phone: digits(7).map((number) => `+4670${number}`),
      address,
      orderCount: fc.nat({ max: 5 }),
    })
    .map(({ born, mail, phone, address: home, ...who }) =>
      aSource({
        id,
        ...who,
        birthDate: born === null ? null : born.toISOString().slice(0, 10),
        identifiers: [anEmail(mail), aPhone(phone)],
        addresses: [home],
      }),
    );

describe('the score of any two accounts', () => {
  it('is the same whichever comes first, and a probability', () => {
    fc.assert(
      fc.property(source('1'), source('2'), (a, b) => {
        expect(scoreOf(a, b)).toEqual(scoreOf(b, a));
        const { probability, weight } = scoreOf(a, b);
        expect(probability).toBeGreaterThanOrEqual(0);
        expect(probability).toBeLessThanOrEqual(1);
        expect(Number.isFinite(weight)).toBe(true);
      }),
    );
  });

  it('is likely for a copy, also as an empty account with the phone alone', () => {
    fc.assert(
      fc.property(source('1'), (a) => {
        expect(isLikelyDuplicate(scoreOf(a, { ...a, id: '2' }))).toBe(true);
        const [, phone] = a.identifiers;
        const empty = { ...a, id: '2', orderCount: 0, addresses: [], identifiers: phone ? [phone] : [] };
        expect(isLikelyDuplicate(scoreOf(a, empty))).toBe(true);
      }),
    );
  });

  it('never falls when both have one more fact in common', () => {
    fc.assert(
      fc.property(source('1'), source('2'), address, (a, b, home) => {
        const before = scoreOf(a, b).weight;
        const mail = anEmail('one-more-0815@mail.example');
        const phone = aPhone('+46701112233');
        const more = [
          [{ identifiers: [...a.identifiers, mail] }, { identifiers: [...b.identifiers, mail] }],
          [{ identifiers: [...a.identifiers, phone] }, { identifiers: [...b.identifiers, phone] }],
          [{ addresses: [...a.addresses, home] }, { addresses: [...b.addresses, home] }],
        ] as const;
        for (const [ofA, ofB] of more)
          expect(scoreOf({ ...a, ...ofA }, { ...b, ...ofB }).weight).toBeGreaterThanOrEqual(before - 1e-9);
      }),
    );
  });

  it('never makes one person of a household whose given names differ', () => {
    fc.assert(
      fc.property(source('1'), given, fc.boolean(), fc.boolean(), (a, other, sharesMail, isEmpty) => {
        fc.pre(other !== a.firstName);
        const [mail, phone] = a.identifiers;
        const own = anEmail('somebody.else77@mail.example');
        const b = {
          ...a,
          id: '2',
          firstName: other,
          birthDate: null,
          orderCount: isEmpty ? 0 : 2,
          identifiers: [sharesMail && mail ? mail : own, ...(phone ? [phone] : [])],
        };
        expect(isLikelyDuplicate(scoreOf(a, b))).toBe(false);
        // Twins, each with a mailbox.
        expect(isLikelyDuplicate(scoreOf(a, { ...b, birthDate: a.birthDate, identifiers: [own] }))).toBe(
          false,
        );
      }),
    );
  });
});

describe('the keys that an account is looked for by', () => {
  const change = fc.constantFrom<(a: MatchSource) => MatchSource>(
    (a) => ({ ...a, firstName: 'Somebody' }),
    (a) => ({ ...a, lastName: 'Else' }),
    (a) => ({ ...a, firstName: a.lastName, lastName: a.firstName }),
    (a) => ({ ...a, firstName: '' }),
    (a) => ({ ...a, birthDate: null }),
    (a) => ({ ...a, identifiers: [] }),
    (a) => ({ ...a, addresses: [] }),
    (a) => ({ ...a, addresses: a.addresses.map((home) => ({ ...home, postcode: '1' })) }),
    (a) => ({ ...a, addresses: a.addresses.map((home) => ({ ...home, line1: '1 Elsewhere' })) }),
  );
  it('are shared whatever one fact is changed or left out', () => {
    fc.assert(
      fc.property(source('1'), change, (a, changed) => {
        const keys = new Set(blockingKeys(matchRecordOf(a)));
        const again = blockingKeys(matchRecordOf(changed({ ...a, id: '2' })));
        expect(again.some((key) => keys.has(key))).toBe(true);
      }),
    );
  });
  it('are a handful, and the same each time', () => {
    fc.assert(
      fc.property(source('1'), (a) => {
        const keys = blockingKeys(matchRecordOf(a));
        expect(keys).toEqual(blockingKeys(matchRecordOf(a)));
        expect(keys.length).toBeLessThanOrEqual(20);
      }),
    );
  });
});

describe('a pair that was dismissed', () => {
  it('stays so while an account only orders, and is open again when a name or contact is new', () => {
    fc.assert(
      fc.property(source('1'), address, (a, elsewhere) => {
        const before = matchRecordOf(a);
        expect(changesMatch(before, before)).toBe(false);
        const ordered = { ...a, orderCount: a.orderCount + 1, shipped: [elsewhere] };
        expect(changesMatch(before, matchRecordOf(ordered))).toBe(false);
        expect(changesMatch(before, matchRecordOf({ ...a, identifiers: [] }))).toBe(false);
        expect(changesMatch(before, matchRecordOf({ ...a, firstName: 'Somebody' }))).toBe(true);
        const more = { ...a, identifiers: [...a.identifiers, aPhone('+46701112233')] };
        expect(changesMatch(before, matchRecordOf(more))).toBe(true);
      }),
    );
  });
});
