import type { AuditConditions } from '@relink/contract';

/** A place in the log, written `<instant>/<id>`; without an id it is an instant. */
export type Place = { readonly way: 'before' | 'after'; readonly at: string; readonly id?: string };

/** What the page of the log shows: all of it is in its address, so that it can be shared. */
export type AuditView = {
  readonly filter: AuditConditions;
  /** Where the page begins or ends; undefined: at the newest event. */
  readonly place: Place | undefined;
  readonly timeline: boolean;
};

const WORDS = [
  'agentId',
  'action',
  'outcome',
  'origin',
  'caseId',
  'accountId',
  'address',
  'from',
  'to',
] as const;
const LISTS = ['id', 'agentIds', 'actions'] as const;

/** Reads the page's address. What it does not know, or what is empty, is left out. */
export function readView(search: URLSearchParams): AuditView {
  return {
    filter: withoutEmpty(parsed(search.get('filter'))),
    place: placeOf('before', search.get('before')) ?? placeOf('after', search.get('after')),
    timeline: search.get('view') === 'timeline',
  };
}

/** The page's address, without its path. */
export function writeView({ filter, place, timeline }: AuditView): string {
  const search = new URLSearchParams();
  const set = withoutEmpty(filter);
  if (Object.keys(set).length > 0) search.set('filter', JSON.stringify(set));
  if (place) search.set(place.way, place.id === undefined ? place.at : `${place.at}/${place.id}`);
  if (timeline) search.set('view', 'timeline');
  return search.toString();
}

/** What the log is narrowed by otherwise, told from what narrows it now. */
export type FilterChange = (now: AuditConditions) => AuditConditions;

/** What is to be seen otherwise, told from what is seen now. */
export type ViewChange = Partial<AuditView> | ((now: AuditView) => Partial<AuditView>);

/** The page's address after a change. Another filter is another log: one begins at its newest event, unless told where. */
export function changeView(address: URLSearchParams, to: ViewChange): string {
  const now = readView(address);
  const change = typeof to === 'function' ? to(now) : to;
  return writeView({ ...now, ...('filter' in change && { place: undefined }), ...change });
}

/** The filter as it is asked for: with the place in it. */
export function askedOf({ filter, place }: AuditView): object {
  if (!place) return filter;
  const { way, at, id } = place;
  return { ...filter, [way]: { at, ...(id !== undefined && { id }) } };
}

/** A place as the api names it in `Relink-Searched-To`. */
export function placeOf(way: Place['way'], text: string | null | undefined): Place | undefined {
  const [at = '', id] = (text ?? '').split('/');
  if (at === '' || Number.isNaN(Date.parse(at))) return undefined;
  return { way, at, ...(id !== undefined && id !== '' && { id }) };
}

/** Conditions without those that say nothing. */
export function withoutEmpty(conditions: Readonly<Record<string, unknown>>): AuditConditions {
  const words = WORDS.flatMap((name) => {
    const value = conditions[name];
    return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
  });
  const lists = LISTS.flatMap((name) => {
    const value = conditions[name];
    const all = Array.isArray(value) ? value.filter((each) => typeof each === 'string' && each !== '') : [];
    return all.length > 0 ? [[name, all] as const] : [];
  });
  const merged = conditions['withMerged'] === true && words.some(([name]) => name === 'accountId');
  // What the names allow, value by value, was looked at above; the api judges the rest.
  return Object.fromEntries([
    ...words,
    ...lists,
    ...(merged ? [['withMerged', true]] : []),
  ]) as AuditConditions;
}

/** Whose events are asked for: the one that a link names among them. */
export function agentsIn({ agentIds = [], agentId }: AuditConditions): string[] {
  return [...agentIds, ...(agentId ? [agentId] : [])];
}

/** What is chosen now, changed as a field that showed something changed what it showed. */
export function pick(
  now: readonly string[],
  shown: readonly string[],
  picked: readonly string[],
): readonly string[] {
  const left = now.filter((each) => picked.includes(each) || !shown.includes(each));
  return [...left, ...picked.filter((each) => !shown.includes(each) && !left.includes(each))];
}

/** The same filter without one of its conditions; of a list without one of its values. */
export function without(
  filter: AuditConditions,
  name: keyof AuditConditions,
  value?: string,
): AuditConditions {
  const present = filter[name];
  const rest =
    Array.isArray(present) && value !== undefined ? present.filter((each) => each !== value) : undefined;
  return withoutEmpty({ ...filter, [name]: rest });
}

/** The path of the page under a filter: what links from cases, accounts and agents open. */
export function auditPath(filter: AuditConditions, timeline = false): string {
  return `/audit-events?${writeView({ filter, place: undefined, timeline })}`;
}

function parsed(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
