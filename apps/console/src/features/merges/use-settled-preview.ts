import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

const PAUSE_MS = 250;

/**
 * What the server makes of what is chosen, asked once the choices have rested for a moment. `waits` while what is shown
 * is not yet the answer to what is chosen: a result is then old, and nothing may be sent by it.
 */
export function useSettledPreview<Request extends object, Preview>(
  path: string,
  request: Request,
  ask: (path: string, request: Request) => Promise<Preview>,
) {
  const asked = useSettled(JSON.stringify(request));
  const query = useQuery({
    queryKey: ['preview', path, asked],
    queryFn: () => ask(path, JSON.parse(asked) as Request),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    // Both accounts as they are now: an answer of before is never shown again.
    gcTime: 0,
  });
  // A choice that the server refuses leaves what was shown before it, so that another can be made.
  const [last, setLast] = useState<Preview>();
  if (query.data !== undefined && query.data !== last) setLast(query.data);
  const waits = asked !== JSON.stringify(request) || query.isFetching || query.isPlaceholderData;
  return { preview: query.data ?? last, error: query.error, waits, again: () => void query.refetch() };
}

/** What is typed or clicked, once it has rested. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
