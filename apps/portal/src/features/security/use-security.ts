import type { PortalSecurity } from '@relink/contract';
import { useCallback, useEffect, useState } from 'react';
import type { Trouble } from '../../request/answer.ts';
import { send } from '../../request/send.ts';

export type Security =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly trouble: Trouble }
  | { readonly state: 'loaded'; readonly security: PortalSecurity };

/** What the signed-in customer signs in with; `show` takes what a change answered, `again` asks once more. */
export function useSecurity(): {
  readonly read: Security;
  readonly show: (security: PortalSecurity) => void;
  readonly again: () => void;
} {
  const [read, setRead] = useState<Security>({ state: 'loading' });
  const [round, setRound] = useState(0);

  useEffect(() => {
    const leave = new AbortController();
    void send<PortalSecurity>('security', { method: 'GET', signal: leave.signal }).then((answer) => {
      if (leave.signal.aborted) return;
      setRead(
        answer.ok ? { state: 'loaded', security: answer.body } : { state: 'failed', trouble: answer.trouble },
      );
    });
    return () => leave.abort();
  }, [round]);

  const show = useCallback((security: PortalSecurity) => setRead({ state: 'loaded', security }), []);
  const again = useCallback(() => setRound((before) => before + 1), []);
  return { read, show, again };
}
