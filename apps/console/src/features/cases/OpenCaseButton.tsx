import type { CaseView, OpenCaseRequest } from '@relink/contract';
import { CASE_CHANNELS, type CaseChannel } from '@relink/domain';
import AddIcon from '@mui/icons-material/Add';
import { Button, TextField } from '@mui/material';
import { useState } from 'react';
import { useCreate, useRedirect, useTranslate } from 'react-admin';
import { ariaKeys, KeyHint } from '../../app/commands/index.ts';
import { Choice } from '../../app/Choice.tsx';
import { FormDialog } from '../../app/FormDialog.tsx';
import { problemOf } from '../../app/request.ts';

const KEYS = ['n'];

/** Opens a case and goes to its workbench. */
export function OpenCaseButton() {
  const t = useTranslate();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="contained"
        startIcon={<AddIcon />}
        onClick={() => setOpen(true)}
        aria-keyshortcuts={ariaKeys(KEYS)}
      >
        {t('relink.cases.openButton')}
        <KeyHint keys={KEYS} />
      </Button>
      {open ? <OpenCaseDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** Asks for the little that a case begins with; Enter is enough for a call. */
export function OpenCaseDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslate();
  const redirect = useRedirect();
  const [channel, setChannel] = useState<CaseChannel>('phone');
  const [ticket, setTicket] = useState('');
  const [note, setNote] = useState('');
  const [create, { isPending, error }] = useCreate<CaseView>();
  const fields = problemOf(error)?.fields ?? {};
  const submit = () => {
    const data: OpenCaseRequest = {
      channel,
      ...(ticket.trim() ? { ticket } : {}),
      ...(note.trim() ? { note } : {}),
    };
    void create(
      'cases',
      { data },
      {
        onSuccess: ({ id }) => {
          onClose();
          redirect('show', 'cases', id);
        },
        onError: () => undefined,
      },
    );
  };
  return (
    <FormDialog
      open
      title={t('relink.cases.openTitle')}
      submit={t('relink.cases.openSubmit')}
      pending={isPending}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Choice
        inline
        label={t('relink.cases.channel')}
        options={CASE_CHANNELS.map((value) => ({ value, label: t(`relink.enums.channel.${value}`) }))}
        value={channel}
        onChange={setChannel}
      />
      <TextField
        autoFocus
        label={t('relink.cases.ticket')}
        value={ticket}
        onChange={(event) => setTicket(event.target.value)}
        error={'ticket' in fields}
        helperText={fields['ticket'] ?? t('relink.cases.ticketHelp')}
      />
      <TextField
        multiline
        minRows={3}
        label={t('relink.cases.note')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        error={'note' in fields}
        helperText={fields['note'] ?? t('relink.cases.noteHelp')}
      />
    </FormDialog>
  );
}
