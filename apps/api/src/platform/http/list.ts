import { NUMBERS } from '@relink/domain';
import type { FastifyReply } from 'fastify';
import { problem } from '../problems/problem.ts';

/** The rows a list is asked for: from `offset`, at most `limit`. */
export type Page = { readonly offset: number; readonly limit: number };

/**
 * Reads ra-data-simple-rest's `range` (both ends included). Too deep a page is refused: narrow the filter instead.
 * Its getMany names `ids` and no range, and means all of them.
 */
export function pageOf(range: readonly [number, number] | undefined, ids?: string | readonly string[]): Page {
  const [from, to] = range ?? [0, typeof ids === 'object' ? Math.max(ids.length, 1) - 1 : 24];
  if (to > NUMBERS.search.deepestRow) throw problem('range-too-deep');
  return { offset: from, limit: to - from + 1 };
}

/** How a list's total is meant: counted, counted up to a bound that it reached, or estimated. */
export type Counted = 'exact' | 'at-least' | 'estimate';

/**
 * Answers with `Content-Range`, whose total is never less than what is shown, and with `Relink-Count`, which says how
 * the total is meant: lists count up to the deepest row that can be asked for, so one that reaches it is a least.
 */
export function sendList<T>(
  reply: FastifyReply,
  resource: string,
  page: Page,
  rows: T[],
  total: number,
  counted: Counted = total >= NUMBERS.search.deepestRow ? 'at-least' : 'exact',
): T[] {
  void reply.header('relink-count', counted);
  const last = page.offset + Math.max(rows.length, 1) - 1;
  const range = rows.length === 0 ? '*' : `${String(page.offset)}-${String(last)}`;
  void reply.header(
    'content-range',
    `${resource} ${range}/${String(Math.max(total, page.offset + rows.length))}`,
  );
  return rows;
}

/** For a list that is counted as far as it can be asked for, and estimated beyond. */
export function estimatedBeyondDeepest(total: number): Counted {
  return total > NUMBERS.search.deepestRow ? 'estimate' : 'exact';
}
