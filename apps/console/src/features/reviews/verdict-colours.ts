import type { ReviewVerdict } from '@relink/domain';

/** Beside its word, never instead of it. */
export const VERDICT_COLOURS: Readonly<Record<ReviewVerdict, 'success' | 'warning' | 'error'>> = {
  fine: 'success',
  coach: 'warning',
  incident: 'error',
};
