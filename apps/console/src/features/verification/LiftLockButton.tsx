import type { LiftLockRequest } from '@relink/contract';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { FormDialog } from '../../app/FormDialog.tsx';
import { ReasonField } from '../../app/ReasonField.tsx';
import { useCaseRequest, useVerdict, VerdictButton } from '../cases/index.ts';

/** Ends an account's lock before its time, with a reason. Shown only where there is a lock. */
export function LiftLockButton({ accountId, locked }: { accountId: string; locked: boolean }) {
  const t = useTranslate();
  const verdict = useVerdict('lift-lock', accountId);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const lift = useCaseRequest<LiftLockRequest>('lock-lifts');
  if (!locked) return null;
  return (
    <>
      <VerdictButton
        verdict={verdict}
        label={t('relink.verification.liftLock')}
        onClick={() => setOpen(true)}
      />
      <FormDialog
        open={open}
        title={t('relink.verification.liftLockTitle')}
        text={t('relink.verification.liftLockText')}
        submit={t('relink.verification.liftLock')}
        pending={lift.isPending}
        error={lift.error}
        disabled={!reason.trim()}
        onSubmit={() => lift.mutate({ accountId, reason }, { onSuccess: () => setOpen(false) })}
        onClose={() => setOpen(false)}
      >
        <ReasonField autoFocus multiline value={reason} onChange={setReason} />
      </FormDialog>
    </>
  );
}
