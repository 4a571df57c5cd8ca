import type { MergeView, UndoPreview, UndoRequest } from '@relink/contract';
import type { UndoDecision, UndoDecisions } from '@relink/domain';
import { Alert, Box, Button, TextField, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { ariaKeys, KeyHint, useCommand } from '../../app/commands/index.ts';
import { useDesk } from '../../app/dataProvider.ts';
import { PageForm } from '../../app/PageForm.tsx';
import { Panel } from '../../app/Panel.tsx';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { codeOf } from '../../app/request.ts';
import { Waiting } from '../../app/Waiting.tsx';
import { missingDecisions, sendable } from './decide.ts';
import { NotPossible } from './NotPossible.tsx';
import { Told } from './Told.tsx';
import { UndoChanges } from './UndoChanges.tsx';
import { useUndoPreview } from './use-undo-preview.ts';
import { whatMoves } from './what-moves.ts';

/** What changed since, what is decided about it, what goes back, and the one button that asks. */
export function UndoForm({ mergeId }: { mergeId: string }) {
  const desk = useDesk();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [decisions, setDecisions] = useState<UndoDecisions>({});
  const [changes, setChanges] = useState<UndoPreview['changes']>([]);
  const { preview, error, waits, again } = useUndoPreview(mergeId, sendable(changes, decisions));
  const undo = useMutation({
    mutationFn: (body: UndoRequest) => desk.send<MergeView>(`merges/${mergeId}/undo`, body),
    onSuccess: () => navigate(`/merges/${mergeId}/show`, { replace: true }),
    onError: (problem) => (codeOf(problem) === 'unreachable' ? undefined : again()),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['merges'] }),
  });
  const top = useRef<HTMLDivElement>(null);
  const there = preview !== undefined;
  useEffect(() => {
    if (there) top.current?.focus({ preventScroll: true });
  }, [there]);
  if (!preview) return <Waiting error={error} />;
  if (preview.changes !== changes) setChanges(preview.changes);
  const decide = (id: string, decision: UndoDecision) => setDecisions({ ...decisions, [id]: decision });
  return (
    <Box ref={top} tabIndex={-1} aria-busy={waits} sx={{ outline: 'none' }}>
      <NotPossible of={preview.notPossible} />
      <Undoing preview={preview} decisions={decisions} open={preview.planHash === null} onDecide={decide} />
      {preview.notPossible ? null : (
        <Ask
          missing={missingDecisions(preview.changes, decisions)}
          waits={waits}
          failed={error}
          possible={preview.planHash !== null}
          pending={undo.isPending || undo.isSuccess}
          error={undo.error}
          onSend={(reason) => {
            if (waits || preview.planHash === null) return;
            undo.mutate({
              decisions: sendable(preview.changes, decisions),
              planHash: preview.planHash,
              reason,
            });
          }}
        />
      )}
    </Box>
  );
}

type UndoingProps = {
  preview: Pick<UndoPreview, 'changes' | 'moves' | 'told'>;
  /** Something is still to be decided. */
  open?: boolean;
  decisions: UndoDecisions;
  onDecide?: (id: string, decision: UndoDecision) => void;
};

/** What an undoing does: the changes since, what goes back, who is told. */
export function Undoing({ preview, decisions, open = false, onDecide }: UndoingProps) {
  const t = useTranslate();
  return (
    <>
      <Typography variant="body2" sx={{ mb: 1.5 }}>
        {t('relink.undo.intro')}
      </Typography>
      <Panel title={t('relink.undo.changesTitle')}>
        <UndoChanges changes={preview.changes} decisions={decisions} {...(onDecide ? { onDecide } : {})} />
      </Panel>
      <Panel title={t('relink.undo.movesTitle')}>
        <Typography variant="body2">
          {whatMoves(t, preview.moves) || t('relink.undo.movesNothing')}
        </Typography>
        <Typography variant="body2">{t('relink.undo.comesBack')}</Typography>
      </Panel>
      <Told of={preview.told} what="undo" open={open} />
    </>
  );
}

const SEND_KEYS = ['mod+enter'];

type AskProps = {
  missing: number;
  waits: boolean;
  failed: unknown;
  possible: boolean;
  pending: boolean;
  error: unknown;
  onSend: (reason: string) => void;
};

function Ask({ missing, waits, failed, possible, pending, error, onSend }: AskProps) {
  const t = useTranslate();
  const [reason, setReason] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const label = t('relink.undo.button');
  const ready = possible && !failed && missing === 0 && reason.trim() !== '';
  const send = () => (ready && !waits && !pending ? onSend(reason) : field.current?.focus());
  useCommand({
    ...{ id: 'undo-send', group: 'case', label },
    allowed: ready && !waits && !pending,
    run: send,
  });
  return (
    <Panel title={t('relink.undo.goTitle')}>
      <PageForm onSubmit={send}>
        <Typography variant="body2" sx={{ mb: 1 }}>
          {t('relink.undo.goText')}
        </Typography>
        {missing > 0 ? (
          <Alert severity="warning" role="presentation" sx={{ mb: 1 }}>
            {t('relink.undo.requiredLeft', { smart_count: missing })}
          </Alert>
        ) : null}
        <TextField
          required
          inputRef={field}
          fullWidth
          multiline
          minRows={2}
          label={t('relink.undo.reason')}
          helperText={t('relink.undo.reasonHelp')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          sx={{ mb: 1, maxWidth: 720 }}
        />
        {failed ? <ProblemAlert error={failed} /> : null}
        {error ? <ProblemAlert error={error} /> : null}
        <Typography role="status" variant="body2" color="textSecondary" sx={{ minHeight: '1.5em' }}>
          {waits ? t('relink.undo.waiting') : ''}
        </Typography>
        <Button
          type="submit"
          variant="contained"
          size="large"
          disabled={!ready || waits}
          loading={pending}
          aria-keyshortcuts={ariaKeys(SEND_KEYS)}
          sx={{ textAlign: 'start' }}
        >
          {label}
          <KeyHint keys={SEND_KEYS} />
        </Button>
      </PageForm>
    </Panel>
  );
}
