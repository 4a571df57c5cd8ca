import type { ApprovalView } from '@relink/contract';
import { Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Panel } from '../../app/Panel.tsx';
import { Blockers } from './Blockers.tsx';
import { MergeColumns } from './MergeColumns.tsx';
import { NotPossible } from './NotPossible.tsx';
import { Told } from './Told.tsx';
import { Undoing } from './UndoForm.tsx';

type Merge = NonNullable<ApprovalView['merge']>;

/** What a second person says yes to: the merge or the undoing exactly as it would run now, and why it is asked for. */
export function MergePlan({ of: { reason, preview, undo } }: { of: Merge }) {
  const t = useTranslate();
  return (
    <>
      {reason ? (
        <Panel title={t('relink.merges.reason')}>
          <Typography variant="body2">
            <bdi>{reason}</bdi>
          </Typography>
        </Panel>
      ) : null}
      {preview ? (
        <>
          <Blockers of={preview} />
          <MergeColumns of={preview} />
          {preview.blockers.length > 0 ? null : <Told of={preview.told} what="merges" />}
        </>
      ) : null}
      {undo ? (
        <>
          <NotPossible of={undo.notPossible} />
          <Undoing preview={undo} decisions={{}} />
        </>
      ) : null}
    </>
  );
}
