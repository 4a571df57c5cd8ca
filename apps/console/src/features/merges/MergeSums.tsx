import type { MergeColumn } from '@relink/contract';
import type { ReactNode } from 'react';
import { type TranslateFunction, useTranslate } from 'react-admin';
import { showCount, showMoney } from './amounts.ts';
import { CompareRow } from './Compare.tsx';
import type { Compared } from './MergeColumns.tsx';

type Row = {
  readonly label: string;
  readonly value: (column: MergeColumn) => ReactNode;
  /** Shown even where neither account has any. */
  readonly always?: boolean;
  readonly isNone: (column: MergeColumn) => boolean;
  /** Left out of a masked column: there, nothing is not none. */
  readonly personal?: boolean;
  readonly hint?: string;
};

/** Counts and sums, account by account and together; what neither has is left out, but for orders. */
export function MergeSums({ of: { survivor, other, result } }: { of: Compared }) {
  const t = useTranslate();
  return rowsOf(t)
    .filter(({ always, isNone }) => always || !isNone(survivor) || !isNone(other))
    .map(({ label, value, isNone, hint, personal = false }) => {
      const cell = (column: MergeColumn) => {
        if (!isNone(column)) return value(column);
        return t(personal && column.masked ? 'relink.merges.hidden' : 'relink.merges.nothing');
      };
      return (
        <CompareRow
          short
          key={label}
          label={t(`relink.merges.${label}`)}
          {...(hint ? { hint } : {})}
          survivor={cell(survivor)}
          other={cell(other)}
          result={result ? cell(result) : t('relink.merges.noResult')}
        />
      );
    });
}

function rowsOf(t: TranslateFunction): Row[] {
  return [
    {
      label: 'orders',
      always: true,
      isNone: ({ orderCount }) => orderCount === 0,
      value: ({ orderCount, orderTotals }) => (
        <>
          {showCount(orderCount)}
          <Lines of={orderTotals.map(showMoney)} />
        </>
      ),
    },
    { label: 'points', isNone: ({ points }) => points === 0, value: ({ points }) => showCount(points) },
    {
      label: 'credits',
      isNone: ({ credits }) => credits.length === 0,
      value: ({ credits }) => <Lines of={credits.map(showMoney)} />,
    },
    {
      label: 'giftCards',
      isNone: ({ giftCards }) => giftCards.length === 0,
      value: ({ giftCards }) => <Lines of={giftCards.map(showMoney)} />,
    },
    {
      label: 'subscriptions',
      isNone: ({ subscriptions }) => subscriptions.length === 0,
      value: ({ subscriptions }) => (
        <Lines
          of={subscriptions.map(
            ({ product, state }) => `${product} (${t(`relink.merges.subscriptionStates.${state}`)})`,
          )}
        />
      ),
    },
    {
      label: 'consents',
      hint: t('relink.merges.consentRule'),
      isNone: ({ consents }) => consents.length === 0,
      value: ({ consents }) => (
        <Lines
          of={consents.map(({ topic, granted }) => {
            const what = t(`relink.merges.consentTopics.${topic}`, { _: topic });
            return `${what}: ${t(granted ? 'relink.merges.yes' : 'relink.merges.no')}`;
          })}
        />
      ),
    },
    {
      label: 'note',
      personal: true,
      isNone: ({ note }) => note === '',
      value: ({ note }) => <bdi>{note}</bdi>,
    },
    {
      label: 'tags',
      personal: true,
      isNone: ({ tags }) => tags.length === 0,
      value: ({ tags }) => <bdi>{tags.join(', ')}</bdi>,
    },
    {
      label: 'cases',
      hint: t('relink.merges.caseRule'),
      isNone: ({ caseCount }) => caseCount === 0,
      value: ({ caseCount }) => showCount(caseCount),
    },
    {
      label: 'messages',
      hint: t('relink.merges.messageRule'),
      isNone: ({ messageCount }) => messageCount === 0,
      value: ({ messageCount }) => showCount(messageCount),
    },
  ];
}

function Lines({ of }: { of: readonly string[] }) {
  return of.map((line, index) => (
    <div key={`${String(index)} ${line}`}>
      <bdi>{line}</bdi>
    </div>
  ));
}
