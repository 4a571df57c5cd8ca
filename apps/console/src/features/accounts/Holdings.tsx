import type { HoldingsView } from '@relink/contract';
import { type TranslateFunction, useTranslate } from 'react-admin';
import { Facts } from '../../app/Facts.tsx';
import { showInstant } from '../../app/time.tsx';

/** What an account holds besides its orders; what there is none of is left out. */
export function Holdings({ holdings }: { holdings: HoldingsView }) {
  const t = useTranslate();
  const { points, credits, giftCards, subscriptions, consents, holds } = holdings;
  const lines: [string, string[]][] = [
    ['points', points > 0 ? [new Intl.NumberFormat('en-GB').format(points)] : []],
    ['credits', credits.map(({ amount, currency }) => `${amount} ${currency}`)],
    ['giftCards', giftCards.map((card) => giftCard(card, t))],
    ['subscriptions', subscriptions.map((one) => subscription(one, t))],
    ['consents', consents.map((one) => consent(one, t))],
    [
      'holds',
      holds.map(({ kind, since }) =>
        t('relink.accounts.since', { what: t(`relink.merges.holdKinds.${kind}`), at: showInstant(since) }),
      ),
    ],
  ];
  const shown = lines.filter(([, values]) => values.length > 0);
  if (shown.length === 0) return t('relink.accounts.noHoldings');
  return (
    <Facts
      of={shown.map(([name, values]) => [
        t(`relink.merges.${name}`),
        values.map((value, index) => <div key={`${index}${value}`}>{value}</div>),
      ])}
    />
  );
}

function giftCard(
  { lastCharacters, balance, currency, expiresOn }: HoldingsView['giftCards'][number],
  t: TranslateFunction,
): string {
  const parts = [lastCharacters && `…${lastCharacters}`, `${balance} ${currency}`];
  return [...parts, expiresOn && t('relink.accounts.expiresOn', { day: expiresOn })]
    .filter(Boolean)
    .join(', ');
}

function subscription(
  { product, state, nextChargeOn }: HoldingsView['subscriptions'][number],
  t: TranslateFunction,
): string {
  const charge = nextChargeOn && t('relink.accounts.nextCharge', { day: nextChargeOn });
  return [product, t(`relink.merges.subscriptionStates.${state}`), charge].filter(Boolean).join(', ');
}

/** A shop may have topics of its own: these are shown as they are called. */
function consent({ topic, granted, at }: HoldingsView['consents'][number], t: TranslateFunction): string {
  const what = t(`relink.merges.consentTopics.${topic}`, { _: topic });
  return t(`relink.accounts.${granted ? 'granted' : 'notGranted'}`, { what, at: showInstant(at) });
}
