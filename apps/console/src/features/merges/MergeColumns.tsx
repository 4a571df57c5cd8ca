import type { MergePreview } from '@relink/contract';
import { useTranslate } from 'react-admin';
import { Panel } from '../../app/Panel.tsx';
import { CompareHead, ResultWaits } from './Compare.tsx';
import type { MergeDraft } from './merge-draft.ts';
import { MergeAccess } from './MergeAccess.tsx';
import { MergeAddresses } from './MergeAddresses.tsx';
import { MergeFields } from './MergeFields.tsx';
import { MergeIdentifiers } from './MergeIdentifiers.tsx';
import { MergeSums } from './MergeSums.tsx';

/** Two accounts and what they come to: what the merge page shows, and what a second person looks at. */
export type Compared = Pick<MergePreview, 'survivor' | 'other' | 'result' | 'sides' | 'conflicts'> &
  Partial<Pick<MergePreview, 'mayKeepBoth'>>;

/** What an agent chooses; nothing where one only looks. */
export type Choosing = {
  readonly draft: MergeDraft;
  readonly change: (draft: MergeDraft) => void;
  /** Nothing can be chosen while the accounts are being swapped. */
  readonly disabled: boolean;
};

type Props = { of: Compared; waits?: boolean; choosing?: Choosing | undefined };

/** The two columns and the result as a third; below each other where there is no room. */
export function MergeColumns({ of, waits = false, choosing }: Props) {
  const t = useTranslate();
  const head = <CompareHead survivor={nameOf(of.survivor)} other={nameOf(of.other)} />;
  const part = { of, choosing };
  return (
    <ResultWaits waits={waits}>
      <Panel title={t('relink.merges.fieldsTitle')} aside={head}>
        <MergeFields {...part} />
      </Panel>
      <Panel title={t('relink.merges.identifiersTitle')} aside={head}>
        <MergeIdentifiers {...part} />
      </Panel>
      <Panel title={t('relink.merges.sumsTitle')} aside={head}>
        <MergeSums of={of} />
        <MergeAddresses of={of} />
      </Panel>
      <Panel title={t('relink.merges.accessTitle')} aside={head}>
        <MergeAccess of={of} />
      </Panel>
    </ResultWaits>
  );
}

/** What a column is called: the name, or what is left of it where it is masked. */
export function nameOf(column: MergePreview['survivor']): string {
  return column.fields.name || column.identifiers[0]?.display || '–';
}
