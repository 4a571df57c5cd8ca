import type { Known } from './febrl-sources.ts';
import type { Judgement, Mistake, WeightsBy } from './judge.ts';

const WORDS: Readonly<Record<WeightsBy, string>> = {
  shipped: 'with the shipped weights',
  estimated: 'with weights estimated from these accounts, without their answers',
};

/** The figures of one search and each of its errors. */
export function describe(by: WeightsBy, of: Judgement): string {
  const { compared, truePairs, found, precision, recall, households, accepted, missed } = of;
  return [
    `  ${WORDS[by]}:`,
    `    precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}: ${String(found)} found of ` +
      `${String(truePairs)}, ${String(compared)} pairs compared`,
    `    household pairs (same address or phone, two persons): ${String(households.seen)} compared, ` +
      `${String(households.accepted)} accepted`,
    ...accepted.map((mistake) => `    wrongly accepted ${describeMistake(mistake)}`),
    ...missed.map((mistake) => `    missed ${describeMistake(mistake)}`),
  ].join('\n');
}

function describeMistake({ a, b, score }: Mistake): string {
  const why =
    score === null
      ? 'never compared'
      : `${score.weight.toFixed(1)} bits: ${score.reasons.map(({ signal, weight }) => `${signal} ${String(weight)}`).join(', ')}`;
  return `${why}\n      ${describeAccount(a)}\n      ${describeAccount(b)}`;
}

function describeAccount({ source }: Known): string {
  const { id, firstName, lastName, birthDate, identifiers, addresses, orderCount } = source;
  const [address] = addresses;
  return [
    id,
    `${firstName} ${lastName}`,
    birthDate ?? '',
    ...identifiers.map(({ normalised }) => normalised),
    address === undefined
      ? ''
      : [address.line1, address.line2, address.postcode, address.city]
          .filter((part) => part !== '')
          .join(', '),
    `${String(orderCount)} orders`,
  ]
    .filter((part) => part !== '')
    .join(' | ');
}
