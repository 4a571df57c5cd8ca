import type { ReopenCaseRequest } from '@relink/contract';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { FormDialog } from '../../app/FormDialog.tsx';
import { ReasonField } from '../../app/ReasonField.tsx';
import { useCaseRequest, useVerdict } from './case-context.tsx';
import { VerdictButton } from './Verdict.tsx';

/** Takes a closed case up again, with a reason. */
export function ReopenCaseButton() {
  const t = useTranslate();
  const verdict = useVerdict('reopen', null);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const reopen = useCaseRequest<ReopenCaseRequest>('reopen');
  return (
    <>
      <VerdictButton verdict={verdict} label={t('relink.cases.reopen')} onClick={() => setOpen(true)} />
      <FormDialog
        open={open}
        title={t('relink.cases.reopenTitle')}
        text={t('relink.cases.reopenText')}
        submit={t('relink.cases.reopenTitle')}
        pending={reopen.isPending}
        error={reopen.error}
        disabled={!reason.trim()}
        onSubmit={() => reopen.mutate({ reason }, { onSuccess: () => setOpen(false) })}
        onClose={() => setOpen(false)}
      >
        <ReasonField multiline autoFocus minRows={2} value={reason} onChange={setReason} />
      </FormDialog>
    </>
  );
}
