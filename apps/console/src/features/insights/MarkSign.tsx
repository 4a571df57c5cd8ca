import type { MarkSignRequest, SignView } from '@relink/contract';
import { Box, Button, TextField } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { usePermitted } from '../../app/useMe.ts';

type Ending = 'explained' | 'incident';

/** Says that somebody looks at a sign, or what it was. Nothing where that was said already. */
export function MarkSign({ of }: { of: SignView }) {
  const t = useTranslate();
  const permitted = usePermitted('notices.settle');
  const [ending, setEnding] = useState<Ending | null>(null);
  const mark = useMark(of, () => setEnding(null));
  if (!permitted || of.state === 'explained' || of.state === 'incident') return null;
  return (
    <Box sx={{ mt: 2 }}>
      {mark.error && ending === null ? <ProblemAlert error={mark.error} /> : null}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {of.state === 'new' ? (
          <Button
            variant="contained"
            loading={mark.isPending}
            onClick={() => mark.mutate({ state: 'looked-at' })}
          >
            {t('relink.signs.lookAt')}
          </Button>
        ) : null}
        <Button variant="outlined" onClick={() => setEnding('explained')}>
          {t('relink.signs.explain')}
        </Button>
        <Button variant="outlined" color="error" onClick={() => setEnding('incident')}>
          {t('relink.signs.incident')}
        </Button>
      </Box>
      {ending ? (
        <EndDialog
          ending={ending}
          pending={mark.isPending}
          error={mark.error}
          onSubmit={(note) => mark.mutate({ state: ending, note })}
          onClose={() => {
            setEnding(null);
            mark.reset();
          }}
        />
      ) : null}
    </Box>
  );
}

function useMark(of: SignView, onDone: () => void) {
  const desk = useDesk();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: MarkSignRequest) => desk.send<SignView>(`signs/${of.id}/mark`, body),
    onSuccess: (sign) => {
      queryClient.setQueryData(['signs', 'one', of.id], sign);
      onDone();
    },
    onSettled: () =>
      Promise.all(
        [['signs'], ['notices'], ['insights', 'now']].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

type DialogProps = {
  ending: Ending;
  pending: boolean;
  error: unknown;
  onSubmit: (note: string) => void;
  onClose: () => void;
};

function EndDialog({ ending, pending, error, onSubmit, onClose }: DialogProps) {
  const t = useTranslate();
  const [note, setNote] = useState('');
  return (
    <FormDialog
      open
      title={t(ending === 'incident' ? 'relink.signs.incidentTitle' : 'relink.signs.explainTitle')}
      text={t('relink.signs.markText')}
      submit={t(ending === 'incident' ? 'relink.signs.incident' : 'relink.signs.explain')}
      pending={pending}
      error={error}
      disabled={note.trim() === ''}
      onSubmit={() => onSubmit(note)}
      onClose={onClose}
    >
      <TextField
        autoFocus
        required
        multiline
        label={t('relink.signs.note')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  );
}
