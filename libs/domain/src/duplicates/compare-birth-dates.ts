import { editDistance } from '../verification/index.ts';
import type { LevelOf } from './comparison.ts';

/** A slip is one digit, two neighbouring digits swapped, or day and month exchanged. */
export function compareBirthDates(a: string | null, b: string | null): LevelOf<'birthDate'> | null {
  if (a === null || b === null) return null;
  if (a === b) return 'same';
  const exchanged = `${b.slice(0, 5)}${b.slice(8)}-${b.slice(5, 7)}`;
  if (a === exchanged) return 'slip';
  return editDistance(digits(a), digits(b), 1) <= 1 ? 'slip' : 'different';
}

function digits(date: string): string {
  return date.slice(0, 4) + date.slice(5, 7) + date.slice(8);
}
