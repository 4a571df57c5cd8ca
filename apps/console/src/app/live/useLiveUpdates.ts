import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useActive } from '../useActive.ts';
import { follow } from './follow.ts';
import { Gathered } from './gathered.ts';
import { EVERY_KEY, keysOf, listsHolding } from './query-keys.ts';

/** What comes within this time is asked for once. */
const GATHER_MS = 300;
/** So often what was heard waits for a change of one's own, whose answer may be the news; then it waits no longer. */
const MOST_WAITS = 10;

/**
 * Reads again what the server says has changed, for as long as somebody is at this page; what came meanwhile is read
 * when they are back, so that an unattended page keeps no session alive.
 */
export function useLiveUpdates(): void {
  const queryClient = useQueryClient();
  const active = useActive();
  const [gathered] = useState(() => new Gathered());
  const attended = useRef(active);
  const read = useCallback(() => {
    for (const heard of gathered.take())
      void queryClient.invalidateQueries({
        queryKey: heard.key,
        predicate: (query) => gathered.isOld(query, heard),
      });
  }, [queryClient, gathered]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readSoon = (waits: number) => {
      timer = setTimeout(() => {
        timer = undefined;
        if (!attended.current) return;
        if (waits > 0 && queryClient.isMutating() > 0) readSoon(waits - 1);
        else read();
      }, GATHER_MS);
    };
    const gather = (keys: readonly QueryKey[], within?: string) => {
      gathered.hear(keys, within);
      if (timer === undefined) readSoon(MOST_WAITS);
    };
    const unwatch = queryClient.getQueryCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'fetch') gathered.began(event.query.queryHash);
    });
    const unfollow = follow({
      changed: (topic) => {
        gather(keysOf(topic));
        const { keys, id } = listsHolding(topic);
        gather(keys, id);
      },
      missed: () => gather(EVERY_KEY),
      // Asked who is signed in, the server answers nobody: the sign-in page says why.
      ended: () => gather([['me']]),
    });
    return () => {
      clearTimeout(timer);
      unwatch();
      unfollow();
    };
  }, [queryClient, gathered, read]);
  useEffect(() => {
    attended.current = active;
    if (active) read();
  }, [active, read]);
}
