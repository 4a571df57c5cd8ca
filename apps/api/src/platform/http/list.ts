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

/** Answers with `Content-Range`. `total` may be an estimate, but is never less than what is shown. */
export function sendList<T>(
  reply: FastifyReply,
  resource: string,
  page: Page,
  rows: T[],
  total: number,
): T[] {
  const last = page.offset + Math.max(rows.length, 1) - 1;
  const range = rows.length === 0 ? '*' : `${String(page.offset)}-${String(last)}`;
  void reply.header(
    'content-range',
    `${resource} ${range}/${String(Math.max(total, page.offset + rows.length))}`,
  );
  return rows;
}
