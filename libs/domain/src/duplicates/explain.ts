import type { Compared } from './compare-pair.ts';
import { sharedPhone } from './compare-contacts.ts';
import type { ComparisonName } from './comparison.ts';
import type { DuplicateCountersignal, DuplicateReasonLine, DuplicateSignal } from './duplicate.ts';
import type { MatchRecord } from './match-record.ts';
import type { Bits } from './score-pair.ts';
import { RARE_NAME_SHARE } from './term-frequencies.ts';

type AllBits = Readonly<Partial<Record<ComparisonName, Bits>>>;
type Line = readonly [
  signal: DuplicateSignal | DuplicateCountersignal,
  of: readonly ComparisonName[],
  against?: true,
];

/** Less than this is not worth a line. In bits. */
const LEAST_TOLD = 0.3;
/** A name that so many share is called common. */
const COMMON_SHARE = 0.01;

/**
 * The reasons, one line each, the strongest first. What speaks for one person has its weight against two strangers;
 * what speaks against has the worse of both weights.
 */
export function explain(
  a: MatchRecord,
  b: MatchRecord,
  compared: Compared,
  bits: AllBits,
): DuplicateReasonLine[] {
  const { levels } = compared;
  const lines: Line[] = [
    ...nameLines(levels),
    ...birthDateLines(levels),
    ...mailboxLines(levels),
    ...phoneLines(a, b, levels),
    ...addressLines(compared),
    ...historyLines(levels),
  ];
  const reasons = lines.map(([signal, of, against]) => ({
    signal,
    weight: weightOf(of, bits, against === true),
  }));
  return [...reasons, ...commonName(compared)]
    .filter(({ weight }) => Math.abs(weight) >= LEAST_TOLD)
    .sort((x, y) => Math.abs(y.weight) - Math.abs(x.weight));
}

function weightOf(of: readonly ComparisonName[], bits: AllBits, against: boolean): number {
  let weight = 0;
  for (const name of of) {
    const { stranger = 0, household = 0 } = bits[name] ?? {};
    weight += against ? Math.min(stranger, household) : stranger;
  }
  return Math.round(weight * 10) / 10;
}

/** What a common name weighs less than a rare one: it is in the weight of the name already. */
function commonName({ levels: { given, family }, shares }: Compared): DuplicateReasonLine[] {
  const isCommon = Math.min(shares.given, shares.family) >= COMMON_SHARE;
  if (given !== 'same' || family !== 'same' || !isCommon) return [];
  const less = Math.log2(RARE_NAME_SHARE / shares.given) + Math.log2(RARE_NAME_SHARE / shares.family);
  return [{ signal: 'common-name', weight: Math.round(less * 10) / 10 }];
}

type Levels = Compared['levels'];

function nameLines({ given, family, order }: Levels): Line[] {
  const lines: Line[] = [];
  if (given === 'different' || given === 'replaced') {
    lines.push(['different-given-name', ['given'], true]);
    if (family === 'same') lines.push(['same-family-name', ['family']]);
  } else if (given === null) {
    if (family === 'same') lines.push(['same-family-name', ['family']]);
  } else if (family === 'different') lines.push([givenAlone(given), ['given']]);
  else lines.push([wholeName(given, family, order), ['given', 'family', 'order']]);
  if (family === 'different') lines.push(['different-family-name', ['family'], true]);
  return lines;
}

function givenAlone(given: Levels['given']): DuplicateSignal {
  return given === 'same' ? 'same-given-name' : given === 'initial' ? 'initials' : 'similar-name';
}

function wholeName(
  given: Levels['given'],
  family: Levels['family'],
  order: Levels['order'],
): DuplicateSignal {
  if (order === 'swapped') return 'swapped-names';
  if (given === 'initial') return 'initials';
  if (given !== 'same') return 'similar-name';
  return family === 'same' ? 'same-name' : family === null ? 'same-given-name' : 'similar-name';
}

function birthDateLines({ birthDate }: Levels): Line[] {
  if (birthDate === null) return [];
  if (birthDate === 'different') return [['different-birth-date', ['birthDate'], true]];
  return [[birthDate === 'same' ? 'same-birth-date' : 'similar-birth-date', ['birthDate']]];
}

function mailboxLines({ mailbox }: Levels): Line[] {
  if (mailbox === null || mailbox === 'different') return [];
  return [[mailbox === 'same' ? 'same-email-mailbox' : 'similar-email', ['mailbox']]];
}

function phoneLines(a: MatchRecord, b: MatchRecord, { phone }: Levels): Line[] {
  const shared = phone === 'same' ? sharedPhone(a.phones, b.phones) : null;
  if (shared === null) return [];
  const from = shared.map((one) => one.from);
  const signal = from.includes('address')
    ? 'phone-in-address'
    : from.every((where) => where === 'login')
      ? 'same-phone-login'
      : 'same-phone';
  return [[signal, ['phone']]];
}

const ADDRESS = ['street', 'house', 'flat', 'quarter', 'locality'] as const;

function addressLines({ levels: { locality, street, house, flat }, shipped }: Compared): Line[] {
  if (street === 'different' || street === null) {
    if (locality === 'postcode') return [['same-postcode', ['locality']]];
    return locality === 'different' ? [['different-address', ADDRESS, true]] : [];
  }
  if (locality === 'different' || house === 'different') return [['similar-address', ADDRESS]];
  const isSame = street === 'same' && house !== 'close' && flat !== 'different';
  if (!isSame) return [['similar-address', ADDRESS]];
  return [[shipped ? 'shipped-to-same-address' : 'same-address', ADDRESS]];
}

function historyLines({ beginning, taking }: Levels): Line[] {
  const lines: Line[] = [];
  if (beginning === 'empty') lines.push(['empty-account', ['beginning']]);
  if (beginning === 'empty-after-reset') lines.push(['began-after-reset', ['beginning']]);
  if (taking === 'was-theirs') lines.push(['identifier-was-theirs', ['taking']]);
  return lines;
}
