import { type Comparison, median, ratiosOf } from './compare.ts';

const HEAD = [
  'measure',
  'unit',
  'desk',
  'desk min–max',
  'floor',
  'floor min–max',
  'ratio',
  'min–max',
  'target',
];

/** The table of a run, as text: medians, the range of the rounds, and whether the target was met. */
export function report(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map((comparison) => {
    const ratios = ratiosOf(comparison);
    const ratio = median(ratios);
    return [
      comparison.name,
      comparison.unit,
      count(median(comparison.desk)),
      range(comparison.desk, count),
      count(median(comparison.floor)),
      range(comparison.floor, count),
      ratio.toFixed(2),
      range(ratios, (value) => value.toFixed(2)),
      `${ratio >= comparison.target ? 'met' : 'MISSED'} (≥ ${comparison.target})`,
    ];
  });
  const table = [HEAD, ...rows];
  const widths = HEAD.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [line(HEAD), rule, ...rows.map(line)].join('\n');
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function range(values: readonly number[], write: (value: number) => string): string {
  return `${write(Math.min(...values))}–${write(Math.max(...values))}`;
}
