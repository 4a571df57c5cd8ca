import type { PendingLogin } from '@relink/contract';
import type { PendingKind } from '@relink/domain';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { FormDialog } from '../../app/FormDialog.tsx';
import { ReasonField } from '../../app/ReasonField.tsx';
import { useCaseRequest, useVerdicts, VerdictButton } from '../cases/index.ts';

type Props = { accountId: string; kind: PendingKind; pending: PendingLogin };

/** Takes a pending e-mail or phone back, with a reason: it is free again. */
export function CancelLoginButton({ accountId, kind, pending: { changeId, identifierId } }: Props) {
  const t = useTranslate();
  const verdict = useVerdicts('cancel-reassignment', accountId).find(
    (each) => each.identifierId === identifierId,
  );
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const cancel = useCaseRequest<{ reason: string }>(`email-reassignments/${changeId}/cancel`, {
    changesAccounts: true,
  });
  return (
    <>
      <VerdictButton
        verdict={verdict}
        label={t(`relink.identifiers.${kind}.cancel`)}
        onClick={() => setOpen(true)}
      />
      <FormDialog
        open={open}
        title={t(`relink.identifiers.${kind}.cancel`)}
        text={t(`relink.identifiers.${kind}.cancelText`)}
        submit={t(`relink.identifiers.${kind}.cancel`)}
        pending={cancel.isPending}
        error={cancel.error}
        disabled={!reason.trim()}
        onSubmit={() => cancel.mutate({ reason }, { onSuccess: () => setOpen(false) })}
        onClose={() => setOpen(false)}
      >
        <ReasonField autoFocus value={reason} onChange={setReason} />
      </FormDialog>
    </>
  );
}
