import type { CloseCaseRequest } from '@relink/contract';
import { CASE_OUTCOMES, type CaseOutcome } from '@relink/domain';
import { TextField } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { Choice } from '../../app/Choice.tsx';
import { FormDialog } from '../../app/FormDialog.tsx';
import { useActFocus, useStanding } from '../../app/next-act/index.ts';
import { useCase, useCaseRequest, useVerdict } from './case-context.tsx';
import { VerdictButton } from './Verdict.tsx';

const CLOSE_KEYS = ['x'];

/** Closes the case with an outcome from the list. */
export function CloseCaseButton() {
  const t = useTranslate();
  const verdict = useVerdict('close', null);
  const [open, setOpen] = useState(false);
  const button = useActFocus<HTMLButtonElement>('close', verdict?.allowed);
  const next = useStanding().act === 'close';
  const { suggestedOutcome } = useCase();
  const [chosen, setOutcome] = useState<CaseOutcome>();
  const outcome = chosen ?? suggestedOutcome ?? undefined;
  const [note, setNote] = useState('');
  const close = useCaseRequest<CloseCaseRequest>('close');
  const submit = () => {
    if (!outcome) return;
    close.mutate({ outcome, ...(note.trim() ? { note } : {}) }, { onSuccess: () => setOpen(false) });
  };
  return (
    <>
      <VerdictButton
        verdict={verdict}
        label={t('relink.cases.close')}
        keys={CLOSE_KEYS}
        buttonRef={button}
        variant={next ? 'contained' : 'outlined'}
        onClick={() => setOpen(true)}
      />
      <FormDialog
        open={open}
        title={t('relink.cases.closeTitle')}
        text={t('relink.cases.closeText')}
        submit={t('relink.cases.closeTitle')}
        pending={close.isPending}
        error={close.error}
        disabled={!outcome}
        onSubmit={submit}
        onClose={() => setOpen(false)}
      >
        <Choice
          autoFocus
          label={t('relink.cases.outcome')}
          options={CASE_OUTCOMES.map((value) => ({ value, label: t(`relink.enums.outcome.${value}`) }))}
          value={outcome}
          onChange={setOutcome}
        />
        <TextField
          multiline
          minRows={2}
          label={t('relink.cases.note')}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </FormDialog>
    </>
  );
}
