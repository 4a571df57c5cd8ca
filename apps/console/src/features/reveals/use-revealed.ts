import type { RevealField, RevealView } from '@relink/contract';
import { useEffect, useState } from 'react';
import { useDesk } from '../../app/dataProvider.ts';

/** What is asked to be shown: a field of an account, in a case or, outside of one, by who may. */
export type Revealable = {
  readonly accountId: string;
  readonly caseId: string;
  readonly field: RevealField;
};

type Shown = Pick<RevealView, 'value' | 'room'> & { readonly endsAt: number };

/**
 * One field in clear: held by the component that shows it and nowhere else, neither in the browser's storage nor among
 * what was asked of the server. It goes when its time is over and when the page is left for another window.
 */
export function useRevealed({ accountId, caseId, field }: Revealable) {
  const desk = useDesk();
  const [shown, setShown] = useState<Shown>();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!shown) return undefined;
    const hide = () => setShown(undefined);
    const look = () => {
      const left = Math.ceil((shown.endsAt - performance.now()) / 1000);
      if (left > 0) setSeconds(left);
      else hide();
    };
    look();
    const timer = setInterval(look, 250);
    const whenHidden = () => (document.hidden ? hide() : undefined);
    window.addEventListener('blur', hide);
    window.addEventListener('pagehide', hide);
    document.addEventListener('visibilitychange', whenHidden);
    return () => {
      clearInterval(timer);
      window.removeEventListener('blur', hide);
      window.removeEventListener('pagehide', hide);
      document.removeEventListener('visibilitychange', whenHidden);
    };
  }, [shown]);
  const reveal = async (reason: string): Promise<void> => {
    const path = caseId ? `cases/${caseId}/reveals` : `accounts/${accountId}/reveals`;
    const body = { field, reason, ...(caseId && { accountId }) };
    const { value, room, seconds: lasts } = await desk.send<RevealView>(path, body);
    // The server's span, by this browser's clock: the two may not tell the same time.
    setShown({ value, room, endsAt: performance.now() + lasts * 1000 });
  };
  return { shown, seconds, reveal, hide: () => setShown(undefined) };
}
