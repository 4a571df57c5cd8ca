import { markdownTable } from './table.ts';

/** One figure at each size, from the smallest on, and how many times the first the last is. */
export type Growth = { readonly name: string; readonly figures: readonly number[]; readonly growth: number };

/** The table of a growth run, as text; `counted` is what the sizes are numbers of. */
export function growthReport(
  title: string,
  counted: 'accounts' | 'events',
  sizes: readonly number[],
  growths: readonly Growth[],
  most: number,
): string {
  const head = [title, ...sizes.map((size) => `${size.toLocaleString('en')} ${counted}`), 'growth'];
  const rows = growths.map(({ name, figures, growth }) => [
    name,
    ...figures.map((figure) => figure.toFixed(1)),
    `${growth.toFixed(2)}${growth > most ? ' TOO MUCH' : ''}`,
  ]);
  return `\n${markdownTable([head, ...rows])}`;
}
