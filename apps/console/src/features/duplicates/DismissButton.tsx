import type { DismissDuplicateRequest, DuplicateView } from '@relink/contract';
import { Button } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { ReasonField } from '../../app/ReasonField.tsx';

type Props = {
  duplicate: DuplicateView;
  /** Whom it is said of, where one of the two is in sight already. */
  name: string;
  /** The agent's own case in which it was learnt. */
  caseId?: string | undefined;
};

/** "Not a duplicate", with the reason: it is remembered with who said it. */
export function DismissButton({ duplicate, name, caseId }: Props) {
  const t = useTranslate();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const button = useRef<HTMLButtonElement>(null);
  const dismiss = useMutation({
    mutationFn: (body: DismissDuplicateRequest) =>
      desk.send<DuplicateView>(`duplicates/${duplicate.id}/dismiss`, body),
    onSuccess: async () => {
      const next = neighbourOf(button.current);
      setOpen(false);
      await queryClient.invalidateQueries({ queryKey: ['duplicates'] });
      next?.focus();
    },
    onError: () => queryClient.invalidateQueries({ queryKey: ['duplicates'] }),
  });
  return (
    <>
      <Button
        ref={button}
        size="small"
        variant="outlined"
        aria-label={t('relink.duplicates.dismissOf', { name })}
        onClick={() => setOpen(true)}
      >
        {t('relink.duplicates.dismiss')}
      </Button>
      {open ? (
        <FormDialog
          open
          title={t('relink.duplicates.dismissTitle')}
          text={t('relink.duplicates.dismissText')}
          submit={t('relink.duplicates.dismissSubmit')}
          pending={dismiss.isPending}
          error={dismiss.error}
          disabled={!reason.trim()}
          onSubmit={() => dismiss.mutate({ reason, ...(caseId ? { caseId } : {}) })}
          onClose={() => setOpen(false)}
        >
          <ReasonField
            autoFocus
            multiline
            minRows={2}
            helperText={t('relink.duplicates.reasonHelp')}
            value={reason}
            onChange={setReason}
          />
        </FormDialog>
      ) : null}
    </>
  );
}

/** Where one goes on with the keyboard when a pair has left the list: in the pair after it, else in the one before. */
function neighbourOf(button: HTMLElement | null): HTMLElement | null {
  const pair = button?.closest('li, article');
  const next = [pair?.nextElementSibling, pair?.previousElementSibling].find((each) =>
    each?.matches('li, article'),
  );
  return next?.querySelector<HTMLElement>('a, button') ?? null;
}
