import type { AgentView, GrantLooksRequest, LookGrantView } from '@relink/contract';
import { LOOK_KINDS, type LookKind } from '@relink/domain';
import { Button, TextField, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useRecordContext, useTranslate } from 'react-admin';
import { Choice } from '../../app/Choice.tsx';
import { useDesk } from '../../app/dataProvider.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { ReasonField } from '../../app/ReasonField.tsx';
import { Panel } from '../../app/Panel.tsx';
import { TimeText } from '../../app/time.tsx';
import { useMe, usePermitted } from '../../app/useMe.ts';

/** Lets somebody else look at more than the limits, for the rest of a working day. */
export function GrantLooks() {
  const t = useTranslate();
  const agent = useRecordContext<AgentView>();
  const me = useMe();
  const may = usePermitted('notices.settle');
  const [granting, setGranting] = useState(false);
  const [granted, setGranted] = useState<LookGrantView>();
  if (!agent || !me || !may || me.id === agent.id) return null;
  return (
    <Panel title={t('relink.looks.title')}>
      <Typography variant="body2">{t('relink.looks.intro')}</Typography>
      {granted ? (
        <Typography variant="body2" role="status" sx={{ mt: 1 }}>
          {t('relink.looks.granted', {
            extra: granted.extra,
            kind: t(`relink.looks.kind.${granted.kind}`),
          })}{' '}
          <TimeText at={granted.until} />
        </Typography>
      ) : null}
      <Button variant="outlined" sx={{ mt: 1 }} onClick={() => setGranting(true)}>
        {t('relink.looks.grant')}
      </Button>
      {granting ? (
        <GrantDialog agentId={agent.id} onGranted={setGranted} onClose={() => setGranting(false)} />
      ) : null}
    </Panel>
  );
}

type DialogProps = { agentId: string; onGranted: (grant: LookGrantView) => void; onClose: () => void };

function GrantDialog({ agentId, onGranted, onClose }: DialogProps) {
  const t = useTranslate();
  const desk = useDesk();
  const [kind, setKind] = useState<LookKind>('search');
  const [extra, setExtra] = useState('');
  const [reason, setReason] = useState('');
  const grant = useMutation({
    mutationFn: (body: GrantLooksRequest) => desk.send<LookGrantView>(`agents/${agentId}/look-grants`, body),
    onSuccess: (given) => {
      onGranted(given);
      onClose();
    },
  });
  return (
    <FormDialog
      open
      title={t('relink.looks.grant')}
      text={t('relink.looks.text')}
      submit={t('relink.looks.submit')}
      pending={grant.isPending}
      error={grant.error}
      disabled={!/^[1-9]\d{0,2}$/.test(extra.trim()) || reason.trim() === ''}
      onSubmit={() => grant.mutate({ kind, extra: Number(extra), reason: reason.trim() })}
      onClose={onClose}
    >
      <Choice
        label={t('relink.looks.what')}
        options={LOOK_KINDS.map((each) => ({ value: each, label: t(`relink.looks.kind.${each}`) }))}
        value={kind}
        onChange={setKind}
      />
      <TextField
        autoFocus
        required
        autoComplete="off"
        label={t('relink.looks.extra')}
        slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        value={extra}
        onChange={(event) => setExtra(event.target.value)}
      />
      <ReasonField value={reason} onChange={setReason} />
    </FormDialog>
  );
}
