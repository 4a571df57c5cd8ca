import { hashKey, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { useActive } from '../useActive.ts';
import { follow } from './follow.ts';
import { EVERY_KEY, keysOf } from './query-keys.ts';

/** What comes within this time is asked for once. */
const GATHER_MS = 300;

/**
 * Reads again what the server says has changed, for as long as somebody is at this page; what came meanwhile is read
 * when they are back, so that an unattended page keeps no session alive.
 */
export function useLiveUpdates(): void {
  const queryClient = useQueryClient();
  const active = useActive();
  const gathered = useRef(new Map<string, QueryKey>());
  const attended = useRef(active);
  const read = useCallback(() => {
    for (const queryKey of gathered.current.values()) void queryClient.invalidateQueries({ queryKey });
    gathered.current.clear();
  }, [queryClient]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const gather = (keys: readonly QueryKey[]) => {
      for (const key of keys) gathered.current.set(hashKey(key), key);
      timer ??= setTimeout(() => {
        timer = undefined;
        if (attended.current) read();
      }, GATHER_MS);
    };
    const unfollow = follow({
      changed: (topic) => gather(keysOf(topic)),
      missed: () => gather(EVERY_KEY),
      // Asked who is signed in, the server answers nobody: the sign-in page says why.
      ended: () => gather([['me']]),
    });
    return () => {
      clearTimeout(timer);
      unfollow();
    };
  }, [queryClient, read]);
  useEffect(() => {
    attended.current = active;
    if (active) read();
  }, [active, read]);
}
