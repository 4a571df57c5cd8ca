import { editDistance } from '../verification/index.ts';
import type { LevelOf } from './comparison.ts';

/** A slip is one digit, two neighbouring digits swapped, or day and month exchanged. */
export function compareBirthDates(a: string | null, b: string | null): LevelOf<'birthDate'> | null {
  if (a === null || b === null) return null;
  if (a === b) return 'same';
  if (editDistance(digits(a), digits(b), 1) <= 1) return 'slip';
  const [x, y] = [partsOf(a), partsOf(b)];
  if (x.year === y.year && x.month === y.day && x.day === y.month) return 'slip';
  const agreeing = (x.year === y.year ? 1 : 0) + (x.month === y.month ? 1 : 0) + (x.day === y.day ? 1 : 0);
  return agreeing === 2 ? 'part' : 'different';
}

function partsOf(date: string): { year: string; month: string; day: string } {
  return { year: date.slice(0, 4), month: date.slice(5, 7), day: date.slice(8) };
}

function digits(date: string): string {
  return date.slice(0, 4) + date.slice(5, 7) + date.slice(8);
}
