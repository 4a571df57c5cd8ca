import type { SayTextView, WordSayTextRequest } from '@relink/contract';
import { Box, Button, Chip, TextField, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';

type Props = { of: SayTextView; sentence: string; manages: boolean };

/** A sentence in one language, worded where it stands. */
export function Wording({ of, sentence, manages }: Props) {
  const t = useTranslate();
  const [editing, setEditing] = useState(false);
  const language = t(`relink.enums.messageLanguage.${of.language}`);
  const names = { sentence, language };
  const word = useWord(of.id, () => setEditing(false));
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography component="h3" variant="h4" sx={{ mb: 0.5 }}>
        {language}{' '}
        {of.own ? (
          <Chip size="small" color="info" variant="outlined" label={t('relink.sayTexts.own')} />
        ) : null}
      </Typography>
      {editing ? (
        <Editor
          of={of}
          label={t('relink.sayTexts.wording', names)}
          word={word}
          onLeave={() => setEditing(false)}
        />
      ) : (
        <Typography lang={of.language} dir="auto" variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {of.body}
        </Typography>
      )}
      {word.error ? <ProblemAlert error={word.error} /> : null}
      {manages && !editing ? (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1 }}>
          <Button
            size="small"
            aria-label={t('relink.sayTexts.editOne', names)}
            onClick={() => setEditing(true)}
            // Its word begins where the sentence does.
            sx={{ minWidth: 0, marginInlineStart: -0.625 }}
          >
            {t('relink.sayTexts.edit')}
          </Button>
          {of.own ? (
            <Button
              size="small"
              loading={word.isPending}
              aria-label={t('relink.sayTexts.againOne', names)}
              onClick={() => word.mutate({ body: null })}
            >
              {t('relink.sayTexts.again')}
            </Button>
          ) : null}
        </Box>
      ) : null}
    </Box>
  );
}

type EditorProps = { of: SayTextView; label: string; word: ReturnType<typeof useWord>; onLeave: () => void };

function Editor({ of, label, word, onLeave }: EditorProps) {
  const t = useTranslate();
  const [typed, setTyped] = useState(of.body);
  const keep = () => {
    if (typed.trim() === of.body) onLeave();
    else if (typed.trim() && !word.isPending) word.mutate({ body: typed.trim() });
  };
  return (
    <>
      <TextField
        autoFocus
        multiline
        minRows={3}
        margin="none"
        value={typed}
        onChange={(event) => setTyped(event.target.value.replaceAll('\n', ' '))}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onLeave();
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          keep();
        }}
        slotProps={{ htmlInput: { 'aria-label': label, lang: of.language, dir: 'auto', maxLength: 1_000 } }}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1 }}>
        <Button
          size="small"
          variant="contained"
          loading={word.isPending}
          disabled={!typed.trim()}
          onClick={keep}
        >
          {t('relink.sayTexts.keep')}
        </Button>
        <Button size="small" onClick={onLeave}>
          {t('relink.common.cancel')}
        </Button>
      </Box>
    </>
  );
}

function useWord(id: string, onKept: () => void) {
  const desk = useDesk();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: WordSayTextRequest) => desk.replace<SayTextView>(`say-texts/${id}`, body),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['say-texts'] });
      onKept();
    },
  });
}
