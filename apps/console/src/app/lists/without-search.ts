import { SECOND_DETAILS } from '@relink/domain';

type Kept = { readonly filter?: unknown; readonly [name: string]: unknown };

/** What is typed to find one customer. */
const TYPED: ReadonlySet<string> = new Set(['q', ...SECOND_DETAILS]);

/**
 * What a browser may keep of a list: its filters, its order, its columns; never a text that was typed to search, which
 * may be a customer's e-mail. Goes into saved filters as well.
 */
export function withoutSearch(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSearch);
  if (typeof value !== 'object' || value === null) return value;
  const { filter, ...rest } = value as Kept;
  const inside = Object.fromEntries(Object.entries(rest).map(([name, each]) => [name, withoutSearch(each)]));
  if (typeof filter !== 'object' || filter === null)
    return filter === undefined ? inside : { ...inside, filter };
  return { ...inside, filter: withoutTyped(filter) };
}

/** A list's filter without what was typed to search. */
export function withoutTyped(filter: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(filter).filter(([name]) => !TYPED.has(name)));
}
