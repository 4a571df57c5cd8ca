import type { DocumentView, ProposeDocumentRequest } from '@relink/contract';
import { DOCUMENT_VERDICTS, type DocumentVerdict } from '@relink/domain';
import { Button, FormControlLabel, Radio, RadioGroup, Stack, TextField, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';

/** What the agent found when they compared the document with the account; a supervisor decides after it. */
export function ProposeForm({ of }: { of: DocumentView }) {
  const t = useTranslate();
  const id = useId();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const [verdict, setVerdict] = useState<DocumentVerdict>();
  const [note, setNote] = useState('');
  const propose = useMutation({
    mutationFn: (body: ProposeDocumentRequest) =>
      desk.send<DocumentView>(`documents/${of.id}/proposal`, body),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['documents'] }),
        queryClient.invalidateQueries({ queryKey: ['cases'] }),
      ]),
  });
  if (!of.mayPropose) return null;
  const ready = verdict !== undefined && note.trim() !== '';
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !propose.isPending) propose.mutate({ verdict, note });
      }}
    >
      <Typography id={id} component="h5" variant="subtitle1" sx={{ mt: 2 }}>
        {t('relink.documents.compare')}
      </Typography>
      {propose.error ? <ProblemAlert error={propose.error} /> : null}
      <RadioGroup
        aria-labelledby={id}
        value={verdict ?? ''}
        onChange={(_, value) => setVerdict(DOCUMENT_VERDICTS.find((each) => each === value))}
      >
        {DOCUMENT_VERDICTS.map((each) => (
          <FormControlLabel
            key={each}
            value={each}
            control={<Radio />}
            label={t(`relink.documents.verdicts.${each}`)}
          />
        ))}
      </RadioGroup>
      <Stack spacing={1} sx={{ alignItems: 'flex-start' }}>
        <TextField
          multiline
          required
          fullWidth
          minRows={2}
          label={t('relink.documents.note')}
          helperText={t('relink.documents.noteHelp')}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <Button type="submit" variant="contained" loading={propose.isPending} disabled={!ready}>
          {t('relink.documents.propose')}
        </Button>
      </Stack>
    </form>
  );
}
