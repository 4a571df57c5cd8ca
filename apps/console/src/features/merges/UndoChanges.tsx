import type { UndoPreview } from '@relink/contract';
import { canSplit, type UndoDecision, type UndoDecisions } from '@relink/domain';
import { Box, Chip, TextField, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Choice } from '../../app/Choice.tsx';
import { wordDecision, wordSubject, wordValue } from './change-words.ts';
import { decisionOf, requiredFirst } from './decide.ts';

type Change = UndoPreview['changes'][number];

type Props = {
  changes: readonly Change[];
  decisions: UndoDecisions;
  /** Nothing where one only looks. */
  onDecide?: (id: string, decision: UndoDecision) => void;
};

/** What changed since the merge, each with what becomes of it: what has to be decided comes first. */
export function UndoChanges({ changes, decisions, onDecide }: Props) {
  const t = useTranslate();
  if (changes.length === 0) return <Typography variant="body2">{t('relink.undo.changesNone')}</Typography>;
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {requiredFirst(changes).map((change) => (
        <Box
          component="li"
          key={change.id}
          sx={{
            ...{ py: 1.5, '& + &': { borderTop: 1, borderColor: 'divider' } },
            ...{ display: 'grid', columnGap: 3, rowGap: 1, gridTemplateColumns: { md: '1fr 1fr' } },
          }}
        >
          <Values of={change} asks={onDecide !== undefined} />
          <Decision change={change} decision={decisionOf(change, decisions)} onDecide={onDecide} />
        </Box>
      ))}
    </Box>
  );
}

function Values({ of: change, asks }: { of: Change; asks: boolean }) {
  const t = useTranslate();
  const value = (text: string) =>
    text === '' ? t('relink.undo.nothing') : <bdi>{wordValue(t, change.subject, text)}</bdi>;
  return (
    <Box sx={{ minWidth: 0, typography: 'body2', overflowWrap: 'anywhere' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, mb: 0.5 }}>
        <Typography component="h3" variant="h4">
          {wordSubject(t, change)}
        </Typography>
        {change.needsDecision ? (
          <Chip
            size="small"
            color="warning"
            label={t(asks ? 'relink.undo.required' : 'relink.undo.decided')}
          />
        ) : null}
      </Box>
      {change.before === '' && change.now === '' ? null : (
        <>
          <div>
            {t('relink.undo.before')}: {value(change.before)}
          </div>
          <div>
            {t('relink.undo.now')}: <strong>{value(change.now)}</strong>
          </div>
        </>
      )}
    </Box>
  );
}

type DecisionProps = { change: Change; decision: UndoDecision | null; onDecide: Props['onDecide'] };

function Decision({ change, decision, onDecide }: DecisionProps) {
  const t = useTranslate();
  const word = (option: UndoDecision['do']) => wordDecision(t, change, option);
  const only = change.options.length === 1 && decision?.do === 'keep';
  if (!onDecide || only) {
    if (!decision) return null;
    const said =
      decision.do === 'split' ? `${t('relink.undo.toOther')}: ${decision.toOther}` : word(decision.do);
    return (
      <Typography variant="body2" sx={{ alignSelf: 'center' }}>
        {said}
      </Typography>
    );
  }
  return (
    <Box sx={{ minWidth: 0 }}>
      <Choice
        label={t('relink.undo.becomes')}
        options={change.options.map((value) => ({ value, label: word(value) }))}
        value={decision?.do}
        onChange={(chosen) =>
          onDecide(change.id, chosen === 'split' ? { do: 'split', toOther: '' } : { do: chosen })
        }
      />
      {decision?.do === 'split' ? (
        <Share
          of={change}
          value={decision.toOther}
          onChange={(toOther) => onDecide(change.id, { do: 'split', toOther })}
        />
      ) : null}
    </Box>
  );
}

type ShareProps = { of: Change; value: string; onChange: (toOther: string) => void };

/** How much of an amount goes back, within what there is. */
function Share({ of, value, onChange }: ShareProps) {
  const t = useTranslate();
  const wrong = value !== '' && !canSplit(of, value);
  const bounds = { most: of.now };
  return (
    <TextField
      required
      size="small"
      label={t('relink.undo.toOther')}
      value={value}
      error={wrong}
      helperText={t(wrong ? 'relink.undo.toOtherWrong' : 'relink.undo.toOtherHelp', bounds)}
      onChange={(event) => onChange(event.target.value.trim())}
      slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
      sx={{ mt: 1, maxWidth: 320 }}
    />
  );
}
