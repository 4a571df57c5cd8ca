import type { WaitRequest } from '@relink/contract';
import { TextField } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { FormDialog } from '../../app/FormDialog.tsx';
import { problemOf } from '../../app/request.ts';
import { useCase, useCaseRequest, useVerdict } from './case-context.tsx';
import { instantOf, localOf } from '../../app/local-time.ts';
import { VerdictButton } from './Verdict.tsx';

const KEYS = ['w'];

/** Lets the case wait for its customer until a due time: tomorrow at this time, unless chosen otherwise. */
export function WaitButton() {
  const t = useTranslate();
  const verdict = useVerdict('wait-for-customer', null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <VerdictButton
        verdict={verdict}
        label={t('relink.cases.wait')}
        keys={KEYS}
        onClick={() => setOpen(true)}
      />
      {open ? <WaitDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function WaitDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslate();
  const { waiting, dueAt } = useCase();
  const [local, setLocal] = useState(() => localOf(dueAt ?? waiting.offeredDueAt));
  const [note, setNote] = useState('');
  const wait = useCaseRequest<WaitRequest>('wait');
  const fields = problemOf(wait.error)?.fields ?? {};
  const chosen = instantOf(local);
  const submit = () => {
    if (!chosen) return;
    wait.mutate({ dueAt: chosen, ...(note.trim() ? { note } : {}) }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      open
      title={t('relink.cases.waitTitle')}
      text={t('relink.cases.waitText')}
      submit={t('relink.cases.waitSubmit')}
      pending={wait.isPending}
      error={wait.error}
      disabled={!chosen}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        autoFocus
        required
        type="datetime-local"
        label={t('relink.cases.due')}
        value={local}
        onChange={(event) => setLocal(event.target.value)}
        error={'dueAt' in fields}
        helperText={fields['dueAt']}
        slotProps={{ inputLabel: { shrink: true }, htmlInput: { max: localOf(waiting.furthestDueAt) } }}
      />
      <TextField
        multiline
        minRows={2}
        label={t('relink.cases.note')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  );
}
