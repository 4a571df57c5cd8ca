import type { SetTicketRequest } from '@relink/contract';
import { Button, TextField } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { ariaKeys, KeyHint, useCommand } from '../../app/commands/index.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { problemOf } from '../../app/request.ts';
import { useCase, useCaseRequest, useVerdict } from './case-context.tsx';

const KEYS = ['t'];

/** Writes down the shop's own number for this contact. */
export function TicketButton() {
  const t = useTranslate();
  const verdict = useVerdict('set-ticket', null);
  const [open, setOpen] = useState(false);
  useCommand(
    verdict?.allowed
      ? {
          ...{
            id: 'set-ticket',
            label: t('relink.cases.setTicket'),
            group: 'case',
            keys: KEYS,
            allowed: true,
          },
          run: () => setOpen(true),
        }
      : null,
  );
  if (!verdict?.allowed) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} aria-keyshortcuts={ariaKeys(KEYS)} sx={{ mt: 1 }}>
        {t('relink.cases.setTicket')}
        <KeyHint keys={KEYS} />
      </Button>
      {open ? <TicketDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function TicketDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslate();
  const facts = useCase();
  const [ticket, setTicket] = useState(facts.ticket);
  const keep = useCaseRequest<SetTicketRequest>('ticket');
  const fields = problemOf(keep.error)?.fields ?? {};
  return (
    <FormDialog
      open
      title={t('relink.cases.setTicket')}
      submit={t('relink.cases.setTicketSubmit')}
      pending={keep.isPending}
      error={keep.error}
      onSubmit={() => keep.mutate({ ticket }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextField
        autoFocus
        label={t('relink.cases.ticket')}
        value={ticket}
        onChange={(event) => setTicket(event.target.value)}
        error={'ticket' in fields}
        helperText={fields['ticket'] ?? t('relink.cases.ticketHelp')}
      />
    </FormDialog>
  );
}
