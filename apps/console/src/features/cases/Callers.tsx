import type { RecordCallerRequest } from '@relink/contract';
import { CALLERS, CASE_CHANNELS, type Caller, type CaseChannel } from '@relink/domain';
import { Alert, Box, Checkbox, FormControlLabel, Typography } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { Choice } from '../../app/Choice.tsx';
import { FormDialog } from '../../app/FormDialog.tsx';
import { Panel } from '../../app/Panel.tsx';
import { TimeText } from '../../app/time.tsx';
import { useCase, useCaseRequest, useVerdict } from './case-context.tsx';
import { VerdictButton } from './Verdict.tsx';

/** Who is on the line now, who was before, and a button for the next one. */
export function Callers() {
  const t = useTranslate();
  const { caller, callers } = useCase();
  const verdict = useVerdict('record-caller', null);
  const [open, setOpen] = useState(false);
  return (
    <Panel title={t('relink.cases.callers')} level={3} element="div">
      {caller === 'account-holder' ? null : (
        <Alert severity="warning" role="presentation" sx={{ mb: 1.5 }}>
          {t(`relink.cases.callerWarning.${caller}`)}
        </Alert>
      )}
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {callers.map((each) => (
          <Typography key={each.id} component="li" variant="body2" sx={{ py: 0.25 }}>
            {t(`relink.enums.caller.${each.caller}`)}, {t(`relink.enums.channel.${each.channel}`)}
            {', '}
            <TimeText at={each.at} />
          </Typography>
        ))}
      </Box>
      <VerdictButton verdict={verdict} label={t('relink.cases.callAgain')} onClick={() => setOpen(true)} />
      {open ? <CallerDialog onClose={() => setOpen(false)} /> : null}
    </Panel>
  );
}

function CallerDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslate();
  const facts = useCase();
  const [channel, setChannel] = useState<CaseChannel>(facts.callers[0]?.channel ?? facts.channel);
  const [caller, setCaller] = useState<Caller>(facts.caller);
  const [samePerson, setSamePerson] = useState(false);
  const record = useCaseRequest<RecordCallerRequest>('callers');
  return (
    <FormDialog
      open
      title={t('relink.cases.callAgainTitle')}
      text={t('relink.cases.callAgainText')}
      submit={t('relink.cases.callAgainSubmit')}
      pending={record.isPending}
      error={record.error}
      onSubmit={() => record.mutate({ channel, caller, samePerson }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <FormControlLabel
        control={
          <Checkbox
            autoFocus
            checked={samePerson}
            onChange={(event) => setSamePerson(event.target.checked)}
          />
        }
        label={t('relink.cases.samePerson')}
      />
      <Choice
        label={t('relink.cases.caller')}
        options={CALLERS.map((value) => ({ value, label: t(`relink.enums.caller.${value}`) }))}
        value={caller}
        onChange={setCaller}
      />
      <Choice
        inline
        label={t('relink.cases.channel')}
        options={CASE_CHANNELS.map((value) => ({ value, label: t(`relink.enums.channel.${value}`) }))}
        value={channel}
        onChange={setChannel}
      />
    </FormDialog>
  );
}
