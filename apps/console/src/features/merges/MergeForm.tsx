import type { MergePreview, MergeRequest, MergeView } from '@relink/contract';
import SwapIcon from '@mui/icons-material/SwapHorizOutlined';
import { Alert, Box, Button, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { useCommand } from '../../app/commands/index.ts';
import { useDesk } from '../../app/dataProvider.ts';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { codeOf } from '../../app/request.ts';
import { Waiting } from '../../app/Waiting.tsx';
import { verdictWords } from '../cases/index.ts';
import { Blockers } from './Blockers.tsx';
import { choicesOf, type MergeDraft, NOTHING_CHOSEN, previewOf, swapped } from './merge-draft.ts';
import { MergeColumns, nameOf } from './MergeColumns.tsx';
import { MergeSubmit } from './MergeSubmit.tsx';
import { Told } from './Told.tsx';
import { useMergePreview } from './use-merge-preview.ts';

type Props = { caseId: string; accountIds: readonly [string, string] };

/** What is chosen, what comes of it, and the one button: it sends the hash of what is shown, and nothing older. */
export function MergeForm({ caseId, accountIds }: Props) {
  const t = useTranslate();
  const desk = useDesk();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<MergeDraft>(NOTHING_CHOSEN);
  const { preview, error, waits, again } = useMergePreview(caseId, previewOf(accountIds, draft));
  const merge = useMutation({
    mutationFn: (body: MergeRequest) => desk.send<MergeView>(`cases/${caseId}/merges`, body),
    onSuccess: ({ id }) => navigate(`/merges/${id}/show`, { replace: true }),
    onError: (problem) => (codeOf(problem) === 'unreachable' ? undefined : again()),
    onSettled: () =>
      Promise.all(
        [['cases'], ['merges'], ['account-page']].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  });
  const form = useRef<HTMLDivElement>(null);
  useLanding(form, preview);
  const swapping = draft.survivorId !== undefined && draft.survivorId !== preview?.survivor.accountId;
  const swap = () => {
    const stays = preview?.other.accountId;
    if (stays && !swapping) setDraft(swapped(draft, stays));
  };
  useCommand({
    ...{ id: 'merge-swap', group: 'case', label: t('relink.merges.swap'), allowed: preview !== undefined },
    run: swap,
  });
  const reset =
    draft === NOTHING_CHOSEN ? null : (
      <Button size="small" onClick={() => setDraft(NOTHING_CHOSEN)}>
        {t('relink.merges.reset')}
      </Button>
    );
  if (!preview) return error ? <ProblemAlert error={error}>{reset}</ProblemAlert> : <Waiting />;
  const send = (reason: string) => {
    const { survivor, other, planHash } = preview;
    if (waits || !planHash || !survivor.accountId || !other.accountId) return;
    merge.mutate({
      survivorId: survivor.accountId,
      otherId: other.accountId,
      choices: choicesOf(draft),
      planHash,
      ...(reason.trim() ? { reason } : {}),
    });
  };
  // What is sent names the survivor that was on the page when it was chosen.
  const change = (next: MergeDraft) =>
    setDraft({ ...next, survivorId: next.survivorId ?? preview.survivor.accountId ?? undefined });
  return (
    <>
      <Blockers of={preview} caseId={caseId} />
      <NotAllowed of={preview} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2, rowGap: 1, mb: 1.5 }}>
        <Typography component="p">
          <Names of={preview} />
        </Typography>
        <Button size="small" variant="outlined" startIcon={<SwapIcon />} disabled={swapping} onClick={swap}>
          {t('relink.merges.swap')}
        </Button>
        {reset}
      </Box>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
        {t('relink.merges.intro')}{' '}
        {preview.survivor.masked || preview.other.masked ? t('relink.merges.masked') : ''}
      </Typography>
      <Box ref={form} tabIndex={-1} aria-busy={waits} sx={{ outline: 'none' }}>
        <MergeColumns of={preview} waits={waits} choosing={{ draft, change, disabled: swapping }} />
      </Box>
      {preview.planHash === null ? null : <Told of={preview.told} what="merges" />}
      <MergeSubmit
        of={preview}
        waits={waits}
        failed={error}
        pending={merge.isPending || merge.isSuccess}
        error={merge.error}
        onSend={send}
      />
    </>
  );
}

/** Which stays and which goes, in a sentence that is read before anything else. */
function Names({ of: { survivor, other } }: { of: MergePreview }) {
  const t = useTranslate();
  return (
    <>
      {t('relink.merges.survivor')}:{' '}
      <strong>
        <bdi>{nameOf(survivor)}</bdi>
      </strong>
      {'. '}
      {t('relink.merges.other')}:{' '}
      <strong>
        <bdi>{nameOf(other)}</bdi>
      </strong>
    </>
  );
}

function NotAllowed({ of: { verdict, blockers } }: { of: MergePreview }) {
  const t = useTranslate();
  if (verdict.allowed || blockers.length > 0) return null;
  return (
    <Alert severity="warning" sx={{ mb: 2 }}>
      <strong>{t('relink.merges.notAllowed')}</strong>
      <div>{verdictWords(t, verdict)}</div>
    </Alert>
  );
}

/** Where one begins, once the first preview is there: at what is in the way, at the first conflict, or at the top. */
function useLanding(top: RefObject<HTMLElement | null>, preview: MergePreview | undefined): void {
  const landed = useRef(false);
  useEffect(() => {
    if (!preview || landed.current) return;
    landed.current = true;
    const page = top.current?.parentElement;
    const target =
      page?.querySelector<HTMLElement>('[role="alert"][tabindex="-1"]') ??
      page?.querySelector<HTMLElement>('input[data-conflict="true"]:checked') ??
      top.current;
    target?.focus({ preventScroll: target === top.current });
  }, [preview, top]);
}
