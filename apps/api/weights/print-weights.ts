import type { DuplicateWeights, LevelChances } from '@relink/domain';

/** The weights in the form of the table that the domain keeps, with the bits of each level beside it. */
export function printWeights({ prior, chances }: DuplicateWeights): string {
  const tables: [string, Readonly<Record<string, LevelChances>>][] = Object.entries(chances);
  return [
    `prior: { stranger: ${short(prior.stranger)}, household: ${short(prior.household)} },`,
    'chances: {',
    ...tables.flatMap(([comparison, levels]) => [
      `  ${comparison}: {`,
      ...Object.entries(levels).map(([level, row]) => `    ${line(level, row)}`),
      '  },',
    ]),
    '},',
  ].join('\n');
}

function line(level: string, [same, stranger, household]: LevelChances): string {
  const row = `${/^\w+$/.test(level) ? level : `'${level}'`}: [${[same, stranger, household].map(short).join(', ')}],`;
  const bits = [Math.log2(same / stranger), Math.log2(same / household)].map((one) => one.toFixed(1));
  return `${row.padEnd(48)} // ${bits.join(' and ')} bits`;
}

function short(chance: number): string {
  return String(Number(chance.toPrecision(3)));
}
