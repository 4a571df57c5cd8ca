import { useSyncExternalStore } from 'react';
import { PATHS, readLinkLanguage, readPlace } from './route.ts';
import type { PageName, Place } from './route.ts';

export type Notice = 'signed-out' | 'session-ended' | 'mail-sent';

/** A place, and what was said on the way there; `visit` tells two visits of one page apart. */
export type Visit = Place & { readonly visit: number; readonly notice?: Notice };

type Going = { readonly reference?: string; readonly notice?: Notice; readonly replace?: boolean };

const keep = (reference: string | undefined) => (reference === undefined ? null : { reference });

/** Reads the place and takes fragment and query out of the address bar and out of this history entry. */
function arrive(): Place {
  const place = readPlace(location, history.state);
  if (location.hash !== '' || location.search !== '') {
    history.replaceState(keep(place.reference), '', location.pathname);
  }
  return place;
}

/** Taken before the fragment leaves the address bar. */
export const linkLanguage = readLinkLanguage(location);

let current: Visit = { ...arrive(), visit: 0 };
const listeners = new Set<() => void>();

function show(place: Place, notice?: Notice): void {
  current = { ...place, visit: current.visit + 1, ...(notice && { notice }) };
  for (const listener of listeners) listener();
}

/** Goes to a page without loading it anew. */
export function go(page: PageName, { reference, notice, replace = false }: Going = {}): void {
  if (replace) history.replaceState(keep(reference), '', PATHS[page]);
  else history.pushState(keep(reference), '', PATHS[page]);
  scrollTo(0, 0);
  show({ page, ...(reference !== undefined && { reference }) }, notice);
}

addEventListener('popstate', () => show(arrive()));

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Where the customer is now. */
export function useVisit(): Visit {
  return useSyncExternalStore(subscribe, () => current);
}
