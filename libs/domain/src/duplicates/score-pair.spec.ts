import { aPhone, aSource, anAddress, anEmail } from './accounts.fixture.ts';
import { matchRecordOf } from './match-record.ts';
import type { MatchSource } from './match-source.ts';
import { isLikelyDuplicate, scorePair } from './score-pair.ts';
import { termFrequencies } from './term-frequencies.ts';
import { DUPLICATE_WEIGHTS } from './weights.ts';

const COMMON = new Map([
  ['g:kiran', 900],
  ['f:mehta', 800],
  ['g:asha', 700],
  ['f:patel', 1200],
]);
const using = { weights: DUPLICATE_WEIGHTS, frequencies: termFrequencies(COMMON, 20_000) };
const PHONE = '+919369302766';

function score(a: Partial<MatchSource>, b: Partial<MatchSource>) {
  return scorePair(matchRecordOf(aSource(a)), matchRecordOf(aSource({ id: '2', ...b })), using);
}
const signals = (a: Partial<MatchSource>, b: Partial<MatchSource>) =>
  score(a, b).reasons.map(({ signal }) => signal);
const likely = (a: Partial<MatchSource>, b: Partial<MatchSource>) => isLikelyDuplicate(score(a, b));

const orphan: Partial<MatchSource> = {
  identifiers: [aPhone(PHONE)],
  addresses: [anAddress({ phone: PHONE })],
  orderCount: 6,
};
const empty: Partial<MatchSource> = {
  identifiers: [anEmail('tom1224@web.example'), aPhone(PHONE, { use: 'contact' })],
  orderCount: 0,
  beganAt: '2024-01-01T00:00:00.000Z',
};
const at = (line1: string, more: Parameters<typeof anAddress>[0] = {}) => ({
  addresses: [anAddress({ line1, ...more })],
});

describe('two accounts of one person', () => {
  it('are likelier in a small register than in a large one', () => {
    const [one, other] = [matchRecordOf(aSource({})), matchRecordOf(aSource({ id: '2' }))];
    const weightAmong = (accounts: number) =>
      scorePair(one, other, { ...using, frequencies: termFrequencies(COMMON, accounts) }).weight;
    expect(weightAmong(2000)).toBeGreaterThan(weightAmong(1_000_000));
    expect(weightAmong(1_000_000)).toBeGreaterThan(weightAmong(8_000_000));
  });
  it('are the orphan and the empty one made after a reset, linked to the same phone', () => {
    expect(likely(orphan, empty)).toBe(true);
    expect(signals(orphan, empty)).toEqual(
      expect.arrayContaining(['same-phone', 'same-name', 'began-after-reset']) as unknown,
    );
  });
  it('are found by a name in two scripts', () => {
    const latin = { ...orphan, firstName: 'Asha', lastName: 'Patel' };
    expect(likely(latin, { ...empty, firstName: 'આશા', lastName: 'પટેલ' })).toBe(true);
    expect(
      likely(
        { ...orphan, firstName: '鑫鹏', lastName: '万' },
        { ...empty, firstName: 'Xinpeng', lastName: 'Wan' },
      ),
    ).toBe(true);
  });
  it.each([
    ['letters swapped', { firstName: 'Dhanapait' }, 'similar-name'],
    ['given and family name swapped', { firstName: 'Johar', lastName: 'Dhanapati' }, 'swapped-names'],
    ['the whole name in one field', { firstName: '', lastName: 'Dhanapati Johar' }, 'same-name'],
    ['an umlaut written out', { firstName: 'Jürgen', lastName: 'Müller' }, 'same-name'],
  ])('are found with %s', (_, written, signal) => {
    const name = written.firstName === 'Jürgen' ? { firstName: 'Juergen', lastName: 'Mueller' } : {};
    expect(likely({ ...orphan, ...name }, { ...empty, ...written })).toBe(true);
    expect(signals({ ...orphan, ...name }, { ...empty, ...written })).toContain(signal);
  });
  it('are found by an alias of the mailbox and the flat that it was shipped to', () => {
    const first = { identifiers: [anEmail('clair6428@web.example')], ...at('54 Navrang Road, Flat 2') };
    const second = {
      identifiers: [anEmail('clair6428.johar@mail.example')],
      shipped: [anAddress({ line1: 'Navrang Rd 54', line2: 'Flat 2' })],
    };
    expect(likely(first, second)).toBe(true);
    expect(signals(first, second)).toEqual(
      expect.arrayContaining(['similar-email', 'shipped-to-same-address']) as unknown,
    );
  });
  it('are found by birth date and name after a move', () => {
    const born = { birthDate: '1980-04-03' };
    expect(
      likely({ ...born, ...at('1 Oak Lane') }, { ...born, ...at('9 Elm Road', { postcode: '1' }) }),
    ).toBe(true);
    expect(signals(born, { birthDate: '1980-03-04' })).toContain('similar-birth-date');
  });
  it('are found by an identifier that one of them took from the other', () => {
    const taken = aPhone(PHONE, { state: 'released', releaseReason: 'taken', takenByAccountId: '2' });
    expect(signals({ identifiers: [taken] }, { identifiers: [aPhone(PHONE)] })).toContain(
      'identifier-was-theirs',
    );
  });
});

describe('two people', () => {
  const home = { ...at('54 Navrang Road'), identifiers: [aPhone(PHONE)] };
  const partner = { ...at('54 Navrang Road'), identifiers: [aPhone(PHONE, { use: 'contact' })] };

  it.each([
    ['husband and wife', 'Rahul', 'Gita'],
    ['father and son of one initial', 'Rahul', 'Rohan'],
    ['brothers whose names rhyme, both common', 'Asha', 'Kiran'],
    ['brothers who share the first of two names', 'Muhammad Ali', 'Muhammad Hasan'],
  ])('of one household are no duplicate: %s', (_, one, other) => {
    const mail = (name: string) => anEmail(`${name}.navrang54@web.example`);
    for (const birthDate of [null, '1990-01-02', '1990-02-01'])
      expect(
        likely(
          { ...home, firstName: one, birthDate: '1990-01-02', identifiers: [aPhone(PHONE), mail('a')] },
          {
            ...partner,
            firstName: other,
            birthDate,
            identifiers: [...partner.identifiers, mail('b')],
          },
        ),
      ).toBe(false);
    expect(likely({ ...home, firstName: one }, { ...partner, firstName: other })).toBe(false);
  });
  it('are father and son of one name, born on other days', () => {
    const father = { ...home, birthDate: '1950-03-01' };
    expect(score(father, { ...partner, birthDate: '1979-11-23' }).weight).toBeLessThan(1);
    expect(signals(father, { ...partner, birthDate: '1979-11-23' })).toContain('different-birth-date');
  });
  it('are strangers with one common name, and with a rare one', () => {
    const kiran = { firstName: 'Kiran', lastName: 'Mehta' };
    expect(likely(kiran, kiran)).toBe(false);
    expect(score(kiran, kiran).weight).toBeLessThan(score({}, {}).weight);
    expect(signals(kiran, { firstName: 'Asha', lastName: 'Patel' })).toEqual([]);
    expect(likely({}, {})).toBe(false);
    expect(likely({ ...kiran, ...at('1 Oak Lane') }, { ...kiran, ...at('7 Elm Road') })).toBe(false);
  });
  it('are strangers in a small register with one rare name, also where its own weights are kept', () => {
    const weights = { ...DUPLICATE_WEIGHTS, prior: { stranger: -20, household: 6 } };
    const [one, other] = [matchRecordOf(aSource({})), matchRecordOf(aSource({ id: '2' }))];
    const register = { weights, frequencies: termFrequencies(COMMON, 1000) };
    expect(isLikelyDuplicate(scorePair(one, other, register))).toBe(false);
  });
  it('are neighbours, and strangers with a mailbox like their common name', () => {
    expect(likely({ firstName: 'Rahul', ...at('1 Oak Lane') }, { ...at('1 Oak Lane') })).toBe(false);
    const kiran = { firstName: 'Kiran', lastName: 'Mehta' };
    expect(
      likely(
        { ...kiran, identifiers: [anEmail('kiranmehta@web.example')] },
        { ...kiran, identifiers: [anEmail('kiran.mehta@mail.example')] },
      ),
    ).toBe(false);
  });
  it('are namesakes whose mailboxes were numbered one after the other', () => {
    const signalsOf = (one: string, other: string) =>
      signals({ identifiers: [anEmail(one)] }, { identifiers: [anEmail(other)] });
    expect(signalsOf('customer12@mail.example', 'customer14@mail.example')).not.toContain('similar-email');
    expect(signalsOf('customer1@mail.example', 'customer14@mail.example')).not.toContain('similar-email');
    expect(signalsOf('customer12@mail.example', 'custommer12@mail.example')).toContain('similar-email');
    expect(signalsOf('tealover@mail.example', 'tealover14@mail.example')).toContain('similar-email');
  });
  it('are customers who share the address of an office', () => {
    const office = [anEmail('info@shop.example')];
    expect(likely({ identifiers: office }, { identifiers: [anEmail('info@other.example')] })).toBe(false);
  });
});
