import type { MergeColumn } from '@relink/contract';
import { CONTACT_PREFERENCES, MERGE_FIELDS, type MergeField } from '@relink/domain';
import { Chip, FormControlLabel, Radio } from '@mui/material';
import type { ReactNode } from 'react';
import { type TranslateFunction, useTranslate } from 'react-admin';
import { languageName } from '../../app/say/index.ts';
import { CompareRow } from './Compare.tsx';
import { type FieldSide, withField } from './merge-draft.ts';
import type { Choosing, Compared } from './MergeColumns.tsx';

type Props = { of: Compared; choosing: Choosing | undefined };

/** What a side is chosen for, conflicts first; what neither account has is left out. */
export function MergeFields({ of, choosing }: Props) {
  const { survivor, other, conflicts } = of;
  const shown = MERGE_FIELDS.filter((field) => survivor.fields[field] || other.fields[field]);
  const sorted = [
    ...shown.filter((field) => conflicts.includes(field)),
    ...shown.filter((field) => !conflicts.includes(field)),
  ];
  return sorted.map((field) => <FieldRow key={field} field={field} of={of} choosing={choosing} />);
}

function FieldRow({ field, of, choosing }: Props & { field: MergeField }) {
  const t = useTranslate();
  const { survivor, other, result, sides, conflicts, mayKeepBoth = [] } = of;
  const conflict = conflicts.includes(field);
  // What both have and is no conflict is the same, even where it is masked on one side only.
  const differs = conflict || Boolean(survivor.fields[field]) !== Boolean(other.fields[field]);
  const value = (column: MergeColumn) => showField(t, field, column.fields[field]);
  const chosen = choosing && !choosing.disabled ? choosing.draft.fields[field] : undefined;
  const side = chosen ?? sides[field];
  const pick = (as: FieldSide, label: ReactNode) =>
    choosing && differs ? (
      <FormControlLabel
        label={label}
        disabled={choosing.disabled}
        slotProps={{ typography: { variant: 'body2' } }}
        control={
          <Radio
            size="small"
            name={`side-${field}`}
            checked={side === as}
            onChange={() => choosing.change(withField(choosing.draft, field, as))}
            slotProps={{ input: { 'data-conflict': conflict } as object }}
          />
        }
      />
    ) : (
      <>
        {label} {!choosing && differs && (side === as || side === 'both') ? <Chosen /> : null}
      </>
    );
  return (
    <CompareRow
      label={t(`relink.merges.fields.${field}`)}
      conflict={conflict ? t(choosing ? 'relink.merges.conflict' : 'relink.merges.differ') : null}
      {...(choosing && differs ? { role: 'radiogroup' as const } : {})}
      survivor={pick('survivor', value(survivor))}
      other={
        <>
          {pick('other', value(other))}
          {choosing && conflict && mayKeepBoth.includes(field) ? (
            <div>{pick('both', t('relink.merges.both'))}</div>
          ) : null}
        </>
      }
      result={result ? value(result) : t('relink.merges.noResult')}
    />
  );
}

/** Whose value it is, where one only looks: masked, both may look alike. */
function Chosen() {
  const t = useTranslate();
  return <Chip size="small" color="info" label={t('relink.merges.chosen')} />;
}

function showField(t: TranslateFunction, field: MergeField, value: string | undefined): ReactNode {
  if (!value) return t('relink.merges.nothing');
  if (field === 'contactPreference' && CONTACT_PREFERENCES.some((each) => each === value)) {
    return t(`relink.merges.preferences.${value}`);
  }
  return <bdi>{field === 'language' ? languageName(value) : value}</bdi>;
}
