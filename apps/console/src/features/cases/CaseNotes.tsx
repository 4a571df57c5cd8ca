import { Box, Button, List, ListItem, TextField, Typography } from '@mui/material';
import { useRef } from 'react';
import { useTranslate } from 'react-admin';
import { ariaKeys, useCommand } from '../../app/commands/index.ts';
import { Panel } from '../../app/Panel.tsx';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { problemOf } from '../../app/request.ts';
import { TimeText } from '../../app/time.tsx';
import { useCase, useCaseRequest, useVerdict } from './case-context.tsx';
import { useNoteDraft } from './use-note-draft.ts';

const KEYS = ['o'];

/** The notes of the case, and a field for another one. */
export function CaseNotes() {
  const t = useTranslate();
  const { notes } = useCase();
  return (
    <Panel title={t('relink.cases.notes')} level={3} element="div">
      {notes.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {t('relink.cases.noNotes')}
        </Typography>
      ) : (
        <List disablePadding>
          {notes.map((note) => (
            <ListItem key={note.id} disableGutters sx={{ display: 'block', py: 0.75 }}>
              <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                {note.body}
              </Typography>
              <Typography variant="caption" color="textSecondary">
                {note.agentName}, <TimeText at={note.at} />
              </Typography>
            </ListItem>
          ))}
        </List>
      )}
      <NoteForm />
    </Panel>
  );
}

function NoteForm() {
  const t = useTranslate();
  const verdict = useVerdict('add-note', null);
  const { body, state, type, keep, settle, empty } = useNoteDraft();
  const add = useCaseRequest<{ body: string }>('notes');
  const field = useRef<HTMLTextAreaElement>(null);
  useCommand(
    verdict?.allowed
      ? {
          ...{ id: 'note', label: t('relink.commands.note'), group: 'case', keys: KEYS, allowed: true },
          run: () => field.current?.focus(),
        }
      : null,
  );
  if (!verdict?.allowed) return null;
  return (
    <Box
      component="form"
      noValidate
      sx={{ mt: 1 }}
      onSubmit={(event) => {
        event.preventDefault();
        if (body.trim()) void settle().then(() => add.mutate({ body }, { onSuccess: empty }));
      }}
    >
      <TextField
        multiline
        minRows={2}
        inputRef={field}
        label={t('relink.cases.newNote')}
        value={body}
        onChange={(event) => type(event.target.value)}
        onBlur={() => void keep()}
        helperText={body ? t(`relink.cases.draft.${state}`) : undefined}
        error={problemOf(add.error)?.fields['body'] !== undefined}
        slotProps={{ htmlInput: { 'aria-keyshortcuts': ariaKeys(KEYS) } }}
      />
      {add.error ? <ProblemAlert error={add.error} /> : null}
      <Button type="submit" size="small" variant="outlined" disabled={!body.trim()} loading={add.isPending}>
        {t('relink.cases.addNote')}
      </Button>
    </Box>
  );
}
