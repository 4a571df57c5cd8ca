import type { MergeView } from '@relink/contract';
import { LIVE_MERGE_STATES } from '@relink/domain';
import { Box, Chip, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { isolate } from '../../app/isolate.ts';
import { Panel } from '../../app/Panel.tsx';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';
import { Waiting } from '../../app/Waiting.tsx';
import { Branch } from './Branch.tsx';
import { UndoButton, UndoUntil } from './UndoButton.tsx';
import { useMerges } from './use-merge.ts';

/** The picture of an account's history: what flowed into it, when, by whom; what was undone is struck through. */
export function AccountHistory({ accountId, beganYear }: { accountId: string; beganYear: number | null }) {
  const t = useTranslate();
  const { data, error, isPending } = useMerges({ accountId });
  return (
    <Panel title={t('relink.merges.historyTitle')}>
      {isPending || error ? <Waiting error={error} /> : null}
      {data?.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {t('relink.merges.historyNone')}
        </Typography>
      ) : null}
      {data && data.length > 0 ? (
        <Box component="ol" reversed sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {data.map((merge) => (
            <Event key={merge.id} merge={merge} accountId={accountId} />
          ))}
          <Box component="li" sx={{ display: 'flex', gap: 1.5, alignItems: 'stretch' }}>
            <Branch kind="root" />
            <Typography variant="body2" sx={{ py: 0.75 }}>
              {beganYear === null
                ? t('relink.merges.historyStart')
                : t('relink.merges.historyBegan', { year: beganYear })}
            </Typography>
          </Box>
        </Box>
      ) : null}
    </Panel>
  );
}

const MEANT: ReadonlySet<string> = new Set(LIVE_MERGE_STATES);

function Event({ merge, accountId }: { merge: MergeView; accountId: string }) {
  const t = useTranslate();
  const into = merge.survivorId === accountId;
  const name = into ? merge.otherName : merge.survivorName;
  const struck = merge.state === 'undone';
  const words = t(`relink.merges.${wordsOf(merge, into)}`, { name: isolate(name) });
  return (
    <Box component="li" sx={{ display: 'flex', gap: 1.5, alignItems: 'stretch' }}>
      <Branch kind={into ? 'in' : 'out'} faint={merge.state !== 'done'} />
      <Box sx={{ minWidth: 0, flexGrow: 1, py: 0.75, typography: 'body2', overflowWrap: 'anywhere' }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1 }}>
          <Typography component={struck ? 's' : 'span'} variant="body2" sx={{ fontWeight: 600 }}>
            {words}
          </Typography>
          {merge.state === 'done' ? null : (
            <Chip size="small" variant="outlined" label={t(`relink.merges.states.${merge.state}`)} />
          )}
        </Box>
        <div>
          <TimeText at={merge.executedAt ?? merge.requestedAt} />
          {merge.requestedByName ? ` ${t('relink.merges.by', { name: merge.requestedByName })}` : ''}
          {struck && merge.undo?.executedAt ? (
            <>
              {', '}
              {t('relink.merges.undoneAt')} <TimeText at={merge.undo.executedAt} />
            </>
          ) : null}
        </div>
        <UndoUntil of={merge} />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
          <RowLink to={`/merges/${merge.id}/show`}>{t('relink.merges.look')}</RowLink>
          <UndoButton of={merge} />
        </Box>
      </Box>
    </Box>
  );
}

function wordsOf({ state }: MergeView, into: boolean): string {
  if (state === 'refused') return 'wasRefused';
  if (MEANT.has(state)) return into ? 'willFlow' : 'willFlowOut';
  return into ? 'flowedIn' : 'flowedOut';
}
