import { useEffect } from 'react';
import { go } from '../../app/navigation.ts';
import { Page } from '../../app/Page.tsx';
import { PageLink } from '../../app/PageLink.tsx';
import { TroubleNote } from '../../form/TroubleNote.tsx';
import { list, moment, phone } from '../../language/formats.ts';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import { useSubmission } from '../../request/use-submission.ts';
import { noteSignedIn } from '../sign-in/index.ts';
import { OrderList } from './OrderList.tsx';
import { useOwnAccount } from './use-own-account.ts';

/** The customer's own orders, and the way out. */
export function OrdersPage() {
  const { text, locale } = useSpeech();
  const { account, again, round } = useOwnAccount();
  const { busy, trouble, submit } = useSubmission();
  const signedOut = account.state === 'failed' && account.trouble.code === 'signed-out';
  const loaded = account.state === 'loaded';

  useEffect(() => {
    if (!signedOut) return;
    noteSignedIn(false);
    go('sign-in', { replace: true, notice: 'session-ended' });
  }, [signedOut]);

  useEffect(() => {
    if (loaded) noteSignedIn(true);
  }, [loaded]);

  const signOut = async () => {
    const answer = await submit('sign-out', {});
    if (!answer?.ok && answer?.trouble.code !== 'signed-out') return;
    noteSignedIn(false);
    go('sign-in', { replace: true, notice: 'signed-out' });
  };

  return (
    <Page key={round} heading="orders.heading" step={round > 0}>
      {trouble && <TroubleNote trouble={trouble} />}
      {(account.state === 'loading' || signedOut) && <p role="status">{text('loading')}</p>}
      {account.state === 'failed' && !signedOut && (
        <>
          <TroubleNote trouble={account.trouble} reading />
          <button type="button" className="button" onClick={again}>
            {text('orders.again')}
          </button>
        </>
      )}
      {account.state === 'loaded' && (
        <>
          <p>
            <bdi>{text('orders.hello', { name: account.me.firstName || account.me.lastName })}</bdi>
            {account.me.logins.length > 0 && (
              <>
                <br />
                {text('orders.logins', { logins: list(account.me.logins.map(phone), locale) })}
              </>
            )}
          </p>
          {account.me.changeAskedAt !== null && (
            <p className="note caution">
              {text('orders.change-waits', { date: moment(account.me.changeAskedAt, locale) })}
            </p>
          )}
          <PageLink to="security">{text('security.heading')}</PageLink>
          <OrderList orders={account.orders} />
          <button
            type="button"
            className="button quiet"
            aria-disabled={busy}
            aria-busy={busy}
            onClick={signOut}
          >
            {text(busy ? 'busy' : 'orders.sign-out')}
          </button>
        </>
      )}
    </Page>
  );
}
