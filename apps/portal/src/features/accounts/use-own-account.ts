import type { OrderView, PortalMe, PortalOrders } from '@relink/contract';
import { useCallback, useEffect, useState } from 'react';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import type { Trouble } from '../../request/answer.ts';
import { send } from '../../request/send.ts';

export type OwnAccount =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly trouble: Trouble }
  | { readonly state: 'loaded'; readonly me: PortalMe; readonly orders: readonly OrderView[] };

async function load(signal: AbortSignal): Promise<OwnAccount> {
  const [me, orders] = await Promise.all([
    send<PortalMe>('me', { method: 'GET', signal }),
    send<PortalOrders>('orders', { method: 'GET', signal }),
  ]);
  if (!me.ok) return { state: 'failed', trouble: me.trouble };
  if (!orders.ok) return { state: 'failed', trouble: orders.trouble };
  return { state: 'loaded', me: me.body, orders: orders.body.orders };
}

/** The signed-in customer and their orders; `again` asks once more after a failure. */
export function useOwnAccount(): {
  readonly account: OwnAccount;
  readonly again: () => void;
  /** How often it was asked again. */
  readonly round: number;
} {
  const { adopt } = useSpeech();
  const [account, setAccount] = useState<OwnAccount>({ state: 'loading' });
  const [round, setRound] = useState(0);

  useEffect(() => {
    const leave = new AbortController();
    void load(leave.signal).then(async (loaded) => {
      // The page turns to the customer's language before it shows the account, not under the customer's eyes.
      if (loaded.state === 'loaded') await adopt(loaded.me.language);
      if (!leave.signal.aborted) setAccount(loaded);
    });
    return () => leave.abort();
  }, [round, adopt]);

  const again = useCallback(() => {
    setAccount({ state: 'loading' });
    setRound((before) => before + 1);
  }, []);
  return { account, again, round };
}
