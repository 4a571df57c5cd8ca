import { type LiveSubject, subjectOf } from '@relink/contract';
import type { QueryKey } from '@tanstack/react-query';

/** How many of each wait: numbers only. */
const COUNTS: QueryKey = ['insights', 'now'];

/** What shows a kind of thing as a whole. */
const LISTS: Readonly<Record<LiveSubject, readonly QueryKey[]>> = {
  approvals: [['approvals', 'getList'], ['home'], COUNTS],
  cases: [['cases', 'getList'], ['home']],
  'change-stops': [['change-stops']],
  documents: [['documents', 'getList'], ['documents', 'one'], COUNTS],
  merges: [['merges', 'getList']],
  notices: [['notices'], ['home'], COUNTS],
  reviews: [['reviews', 'getList'], COUNTS],
};

/** What shows one of them. Merges stand in their case's page too. */
const PAGES: Readonly<Partial<Record<LiveSubject, (id: string) => readonly QueryKey[]>>> = {
  approvals: (id) => [['approvals', 'one', id]],
  cases: (id) => [
    ['cases', 'workbench', id],
    ['documents', 'of-case', id],
    // Of this case alone: one that anybody works elsewhere is no reason to look at the merges here.
    ['merges', 'getList', { filter: { caseId: id } }],
    ['call-back', id],
  ],
  merges: (id) => [['merges', 'one', id]],
  reviews: (id) => [['reviews', 'one', id]],
};

/**
 * Whether what is shown of an approval stays as it is: it was decided, and a decision is final. What has just been answered
 * to who decided is not asked for again when everybody is told of it.
 */
export function isFinal([kind, which]: QueryKey, data: unknown): boolean {
  if (kind !== 'approvals' || which !== 'one' || typeof data !== 'object' || data === null) return false;
  return 'state' in data && data.state !== 'waiting';
}

/** The queries that a topic may have made old; none for what is no topic of this console. */
export function keysOf(topic: string): readonly QueryKey[] {
  const subject = subjectOf(topic);
  if (subject === undefined) return [];
  const id = topic.slice(subject.length + 1);
  return id === '' ? LISTS[subject] : (PAGES[subject]?.(id) ?? []);
}

/** Lists that are narrowed by something else than what a topic says: what is in them is read anew where they hold it. */
export function listsHolding(topic: string): { readonly keys: readonly QueryKey[]; readonly id: string } {
  const [subject, id = ''] = topic.split(':');
  return { keys: subject === 'merges' && id !== '' ? LISTS.merges : [], id };
}

/** Whether the rows of a list, as React-Admin keeps them, hold one with an id. */
export function holds(list: unknown, id: string): boolean {
  const rows: unknown = typeof list === 'object' && list !== null && 'data' in list ? list.data : undefined;
  return Array.isArray(rows) && rows.some((row: unknown) => idOf(row) === id);
}

function idOf(row: unknown): unknown {
  return typeof row === 'object' && row !== null && 'id' in row ? row.id : undefined;
}

/** All of them, where it is not known what has changed. */
export const EVERY_KEY: readonly QueryKey[] = [
  ...Object.values(LISTS).flat(),
  ['approvals', 'one'],
  ['cases', 'workbench'],
  ['documents'],
  ['merges'],
  ['reviews', 'one'],
];
