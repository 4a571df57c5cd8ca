import { type Comparison, median, ratiosOf } from './compare.ts';
import { markdownTable } from './table.ts';

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
  return markdownTable([HEAD, ...rows]);
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function range(values: readonly number[], write: (value: number) => string): string {
  return `${write(Math.min(...values))}–${write(Math.max(...values))}`;
}
