import type { MergeColumn } from '@relink/contract';
import { useTranslate } from 'react-admin';
import { CompareRow } from './Compare.tsx';
import type { Compared } from './MergeColumns.tsx';

/** How the two are got into, which is never combined, and what holds them. */
export function MergeAccess({ of: { survivor, other, result } }: { of: Compared }) {
  const t = useTranslate();
  const none = t('relink.merges.nothing');
  const rows = {
    password: ({ hasPassword }: MergeColumn) => (hasPassword ? t('relink.merges.yes') : none),
    secondFactor: ({ hasSecondFactor }: MergeColumn) => (hasSecondFactor ? t('relink.merges.yes') : none),
    holds: ({ holds }: MergeColumn) =>
      holds.length === 0 ? none : holds.map((kind) => t(`relink.merges.holdKinds.${kind}`)).join(', '),
  };
  const held = survivor.holds.length + other.holds.length > 0;
  const shown = ['password', 'secondFactor', ...(held ? ['holds'] : [])] as (keyof typeof rows)[];
  return shown.map((row) => (
    <CompareRow
      short
      key={row}
      label={t(`relink.merges.${row}`)}
      {...(row === 'password' ? { hint: t('relink.merges.accessRule') } : {})}
      survivor={rows[row](survivor)}
      other={rows[row](other)}
      result={result ? rows[row](result) : t('relink.merges.noResult')}
    />
  ));
}
