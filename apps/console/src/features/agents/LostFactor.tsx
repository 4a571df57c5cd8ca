import type { AgentView, FactorRecoveryView } from '@relink/contract';
import { Button, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useRecordContext, useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { ReasonField } from '../../app/ReasonField.tsx';
import { Panel } from '../../app/Panel.tsx';
import { RecoveryList, RECOVERIES, useRecoveryWaits } from './Recoveries.tsx';

/** What an admin does for an agent who lost what they prove themselves with: ask another admin. */
export function LostFactor() {
  const t = useTranslate();
  const agent = useRecordContext<AgentView>();
  const [asking, setAsking] = useState(false);
  const waits = useRecoveryWaits(agent?.id);
  if (!agent) return null;
  return (
    <Panel title={t('relink.factors.lost')}>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {agent.factors === 0
          ? t('relink.factors.lostNone')
          : t('relink.factors.lostIntro', { smart_count: agent.factors })}
      </Typography>
      <RecoveryList agentId={agent.id} />
      {agent.factors > 0 && !waits ? (
        <Button variant="outlined" sx={{ mt: 1 }} onClick={() => setAsking(true)}>
          {t('relink.factors.ask')}
        </Button>
      ) : null}
      {asking ? <AskDialog agentId={agent.id} onClose={() => setAsking(false)} /> : null}
    </Panel>
  );
}

function AskDialog({ agentId, onClose }: { agentId: string; onClose: () => void }) {
  const t = useTranslate();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  const ask = useMutation({
    mutationFn: () =>
      desk.send<FactorRecoveryView[]>(`agents/${agentId}/factor-recoveries`, { reason: reason.trim() }),
    onSuccess: (list) => {
      queryClient.setQueryData(RECOVERIES, list);
      onClose();
    },
  });
  return (
    <FormDialog
      open
      title={t('relink.factors.ask')}
      text={t('relink.factors.lostText')}
      submit={t('relink.factors.askSubmit')}
      pending={ask.isPending}
      error={ask.error}
      disabled={reason.trim().length < 3}
      onSubmit={() => ask.mutate()}
      onClose={onClose}
    >
      <ReasonField
        autoFocus
        helperText={t('relink.factors.reasonHelp')}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}
