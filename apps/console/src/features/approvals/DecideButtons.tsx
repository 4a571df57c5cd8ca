import type { ApprovalView } from '@relink/contract';
import { Button, Stack, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { ariaKeys, KeyHint, useCommand } from '../../app/commands/index.ts';
import { useDesk } from '../../app/dataProvider.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { ReasonField } from '../../app/ReasonField.tsx';

type Decision = 'approve' | 'reject';
const KEYS: Readonly<Record<Decision, string>> = { approve: 'a', reject: 'x' };

/** What a no comes to. */
const REJECTED: Readonly<Record<ApprovalView['kind'], string>> = {
  'held-change': 'rejectHeld',
  reversal: 'rejectReversal',
  merge: 'rejectMerge',
  'merge-undo': 'rejectUndo',
  erasure: 'rejectErasure',
};

/** Yes or no, each in a dialog with a reason; a no needs one. What is shown then is the server's answer. */
export function DecideButtons({ of }: { of: ApprovalView }) {
  const t = useTranslate();
  const [open, setOpen] = useState<Decision>();
  if (of.state !== 'waiting') return null;
  const mayApprove = of.mayApprove && of.notPossible === null;
  const code = of.mayNot ?? of.notPossible;
  const why = code === null ? undefined : t(`relink.approvals.whyNot.${code}`, { _: code });
  return (
    <>
      <Stack direction="row" spacing={1} sx={{ mt: 1 }}>
        <DecideButton decision="approve" allowed={mayApprove} why={why} onOpen={() => setOpen('approve')} />
        <DecideButton decision="reject" allowed={of.mayReject} why={why} onOpen={() => setOpen('reject')} />
      </Stack>
      {of.mayNot ? (
        <Typography variant="body2" sx={{ mt: 1 }}>
          {t(`relink.approvals.whyNot.${of.mayNot}`, { _: of.mayNot })}
        </Typography>
      ) : null}
      {open ? <DecideDialog of={of} decision={open} onClose={() => setOpen(undefined)} /> : null}
    </>
  );
}

type ButtonProps = {
  decision: Decision;
  allowed: boolean;
  /** What stands in the way. */
  why: string | undefined;
  onOpen: () => void;
};

function DecideButton({ decision, allowed, why, onOpen }: ButtonProps) {
  const t = useTranslate();
  const label = t(`relink.approvals.${decision}`);
  const keys = [KEYS[decision]];
  useCommand({ id: `approval ${decision}`, label, group: 'decision', keys, allowed, why, run: onOpen });
  return (
    <Button
      variant={decision === 'approve' ? 'contained' : 'outlined'}
      disabled={!allowed}
      onClick={onOpen}
      aria-keyshortcuts={ariaKeys(keys)}
    >
      {label}
      <KeyHint keys={keys} />
    </Button>
  );
}

function DecideDialog({
  of,
  decision,
  onClose,
}: {
  of: ApprovalView;
  decision: Decision;
  onClose: () => void;
}) {
  const t = useTranslate();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  const decide = useMutation({
    mutationFn: () =>
      desk.send<ApprovalView>(`approvals/${of.id}/${decision}`, reason.trim() ? { reason } : {}),
    onSuccess: (view) => {
      queryClient.setQueryData(['approvals', 'one', of.id], view);
      onClose();
    },
    // What a refusal found may be news. After a yes or a no the answer is what is shown: reading it again would be one
    // more look in the audit.
    onError: () => queryClient.invalidateQueries({ queryKey: ['approvals', 'one', of.id] }),
    // The plan that was put anew is in the queue.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['approvals', 'getList'] }),
  });
  const rejected = REJECTED[of.kind];
  return (
    <FormDialog
      open
      title={t(`relink.approvals.${decision}Title`)}
      text={t(`relink.approvals.${decision === 'approve' ? 'approveText' : rejected}`)}
      submit={t(`relink.approvals.${decision}`)}
      pending={decide.isPending}
      error={decide.error}
      disabled={decision === 'reject' && !reason.trim()}
      onSubmit={() => decide.mutate()}
      onClose={onClose}
    >
      <ReasonField
        autoFocus
        multiline
        minRows={2}
        required={decision === 'reject'}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}
