import type { MarkReviewRequest, ReviewView } from '@relink/contract';
import { needsNote, REVIEW_VERDICTS, type ReviewVerdict } from '@relink/domain';
import { Button, Stack, TextField, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { ariaKeys, KeyHint, useCommand } from '../../app/commands/index.ts';
import { useDesk } from '../../app/dataProvider.ts';
import { FormDialog } from '../../app/FormDialog.tsx';

const KEYS: Readonly<Record<ReviewVerdict, string>> = { fine: 'f', coach: 'c', incident: 'i' };

/** The three marks, each in a dialog with a note and with a key of its own. */
export function MarkButtons({ of }: { of: ReviewView }) {
  const t = useTranslate();
  const [open, setOpen] = useState<ReviewVerdict>();
  if (of.verdict !== null) return null;
  return (
    <>
      <Stack direction="row" sx={{ mt: 1.5, flexWrap: 'wrap', gap: 1 }}>
        {REVIEW_VERDICTS.map((verdict) => (
          <MarkButton key={verdict} of={of} verdict={verdict} onOpen={() => setOpen(verdict)} />
        ))}
      </Stack>
      {of.mayNot ? (
        <Typography variant="body2" sx={{ mt: 1 }}>
          {t(`relink.reviews.whyNot.${of.mayNot}`, { _: of.mayNot })}
        </Typography>
      ) : null}
      {open ? <MarkDialog of={of} verdict={open} onClose={() => setOpen(undefined)} /> : null}
    </>
  );
}

type Of = { of: ReviewView; verdict: ReviewVerdict };

function MarkButton({ of, verdict, onOpen }: Of & { onOpen: () => void }) {
  const t = useTranslate();
  const keys = [KEYS[verdict]];
  const label = t(`relink.reviews.verdicts.${verdict}`);
  const mayNot = of.mayNot ? t(`relink.reviews.whyNot.${of.mayNot}`, { _: of.mayNot }) : undefined;
  useCommand({
    ...{
      id: `review ${verdict}`,
      label: t('relink.reviews.markAs', { verdict: label }),
      group: 'decision',
      keys,
    },
    ...{ allowed: mayNot === undefined, why: mayNot, run: onOpen },
  });
  return (
    <Button
      variant="outlined"
      disabled={mayNot !== undefined}
      onClick={onOpen}
      aria-keyshortcuts={ariaKeys(keys)}
    >
      {label}
      <KeyHint keys={keys} />
    </Button>
  );
}

function MarkDialog({ of, verdict, onClose }: Of & { onClose: () => void }) {
  const t = useTranslate();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const [note, setNote] = useState('');
  const word = t(`relink.reviews.verdicts.${verdict}`);
  const mark = useMutation({
    mutationFn: (body: MarkReviewRequest) => desk.send<ReviewView>(`reviews/${of.id}/mark`, body),
    onSuccess: (view) => {
      queryClient.setQueryData(['reviews', 'one', of.id], view);
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['reviews'] }),
  });
  return (
    <FormDialog
      open
      title={t('relink.reviews.markAs', { verdict: word })}
      text={t(`relink.reviews.markText.${verdict}`)}
      submit={t('relink.reviews.mark')}
      pending={mark.isPending}
      error={mark.error}
      disabled={needsNote(verdict) && !note.trim()}
      onSubmit={() => mark.mutate({ verdict, ...(note.trim() ? { note: note.trim() } : {}) })}
      onClose={onClose}
    >
      <TextField
        autoFocus
        multiline
        minRows={2}
        required={needsNote(verdict)}
        label={t('relink.reviews.note')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  );
}
