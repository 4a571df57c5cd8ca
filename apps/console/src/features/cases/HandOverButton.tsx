import type { Colleague, HandOverRequest } from '@relink/contract';
import { useQuery } from '@tanstack/react-query';
import { TextField } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { ReasonField } from '../../app/ReasonField.tsx';
import { useCase, useCaseRequest, useVerdict } from './case-context.tsx';
import { VerdictButton } from './Verdict.tsx';

const KEYS = ['h'];

/** Gives the case to a colleague, with a reason. */
export function HandOverButton() {
  const t = useTranslate();
  const verdict = useVerdict('hand-over', null);
  const [open, setOpen] = useState(false);
  const [agentId, setAgentId] = useState('');
  const [reason, setReason] = useState('');
  const colleagues = useColleagues(open);
  const handOver = useCaseRequest<HandOverRequest>('hand-over');
  return (
    <>
      <VerdictButton
        verdict={verdict}
        label={t('relink.cases.handOver')}
        keys={KEYS}
        onClick={() => setOpen(true)}
      />
      <FormDialog
        open={open}
        title={t('relink.cases.handOverTitle')}
        text={t('relink.cases.handOverText')}
        submit={t('relink.cases.handOverTitle')}
        pending={handOver.isPending}
        error={handOver.error ?? colleagues.error}
        disabled={!agentId || !reason.trim()}
        onSubmit={() => handOver.mutate({ agentId, reason }, { onSuccess: () => setOpen(false) })}
        onClose={() => setOpen(false)}
      >
        <TextField
          select
          required
          autoFocus
          label={t('relink.cases.to')}
          value={agentId}
          onChange={(event) => setAgentId(event.target.value)}
          slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
        >
          <option value="">
            {t(colleagues.isPending ? 'relink.common.loading' : 'relink.cases.chooseColleague')}
          </option>
          {colleagues.data?.map(({ id, name, role }) => (
            <option key={id} value={id}>
              {`${name} (${t(`relink.enums.role.${role}`)})`}
            </option>
          ))}
        </TextField>
        <ReasonField multiline minRows={2} value={reason} onChange={setReason} />
      </FormDialog>
    </>
  );
}

function useColleagues(enabled: boolean) {
  const desk = useDesk();
  const { agentId } = useCase();
  return useQuery({
    queryKey: ['colleagues'],
    queryFn: () => desk.read<Colleague[]>('colleagues'),
    select: (all) => all.filter(({ id }) => id !== agentId),
    enabled,
  });
}
