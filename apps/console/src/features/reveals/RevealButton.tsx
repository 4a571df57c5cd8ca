import VisibilityIcon from '@mui/icons-material/VisibilityOutlined';
import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { FormDialog } from '../../app/FormDialog.tsx';
import { ReasonField } from '../../app/ReasonField.tsx';
import { type Revealable, useRevealed } from './use-revealed.ts';

/** Shows one masked field in clear for a minute, once a reason was given. `label` says which. */
export function RevealButton({ label, ...revealable }: Revealable & { label: string }) {
  const t = useTranslate();
  const [asking, setAsking] = useState(false);
  const { shown, seconds, reveal, hide } = useRevealed(revealable);
  const hour = shown?.room.find(({ limit }) => limit === 'reveals-per-hour');
  return (
    <>
      {shown ? (
        <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
          <Typography
            component="output"
            aria-label={t('relink.reveals.shown', { label })}
            variant="body2"
            sx={{ fontWeight: 700, overflowWrap: 'anywhere' }}
          >
            {shown.value}
          </Typography>
          <Typography component="span" variant="caption" color="textSecondary">
            {t('relink.reveals.seconds', { smart_count: seconds })}
            {hour ? ` ${t('relink.reveals.left', { smart_count: Math.max(0, hour.most - hour.used) })}` : ''}
          </Typography>
          <Button size="small" onClick={hide}>
            {t('relink.reveals.hide')}
          </Button>
        </Box>
      ) : (
        <Button
          size="small"
          startIcon={<VisibilityIcon />}
          aria-label={t('relink.reveals.revealWhat', { label })}
          onClick={() => setAsking(true)}
        >
          {t('relink.reveals.reveal')}
        </Button>
      )}
      {asking ? <WhyDialog label={label} onReveal={reveal} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

type WhyProps = { label: string; onReveal: (reason: string) => Promise<void>; onClose: () => void };

function WhyDialog({ label, onReveal, onClose }: WhyProps) {
  const t = useTranslate();
  const [reason, setReason] = useState('');
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>();
  // No mutation: what it answers would stay in its cache.
  const send = async () => {
    setPending(true);
    try {
      await onReveal(reason.trim());
      onClose();
    } catch (fault) {
      setError(fault);
      setPending(false);
    }
  };
  return (
    <FormDialog
      open
      title={t('relink.reveals.title', { label })}
      text={t('relink.reveals.text')}
      submit={t('relink.reveals.reveal')}
      pending={pending}
      error={error}
      disabled={reason.trim().length < 5}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <ReasonField
        autoFocus
        value={reason}
        onChange={setReason}
        helperText={t('relink.accounts.reasonHelp')}
      />
    </FormDialog>
  );
}
