import type { ActionVerdictView } from '@relink/contract';
import { Box, Button, type ButtonProps, Typography } from '@mui/material';
import { useId } from 'react';
import { useTranslate } from 'react-admin';
import { showInstant } from '../../app/time.tsx';

/** What stands between the agent and an action, and the next step, in words. */
export function VerdictText({ verdict, id }: { verdict: ActionVerdictView; id?: string }) {
  const t = useTranslate();
  if (verdict.allowed) return null;
  const missing = verdict.missing.map((code) => t(`relink.verdicts.missing.${code}`, { _: code }));
  const next = verdict.nextStep
    ? t(`relink.verdicts.next.${verdict.nextStep}`, { _: verdict.nextStep })
    : undefined;
  return (
    <Typography id={id} variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
      {missing.length > 0 ? t('relink.verdicts.missingTitle', { missing: missing.join('; ') }) : null}{' '}
      {next && verdict.nextStep !== 'nothing' ? t('relink.verdicts.nextTitle', { next }) : null}{' '}
      {verdict.retryAt ? t('relink.verdicts.retryAt', { time: showInstant(verdict.retryAt) }) : null}
    </Typography>
  );
}

type Props = {
  verdict: ActionVerdictView | undefined;
  label: string;
  pending?: boolean;
  onClick: () => void;
  variant?: ButtonProps['variant'];
  color?: ButtonProps['color'];
};

/** A button that is alive only where the server says so; otherwise what is missing stands below it. */
export function VerdictButton({ verdict, label, pending, onClick, variant, color }: Props) {
  const id = useId();
  if (!verdict) return null;
  return (
    <Box sx={{ my: 1 }}>
      <Button
        variant={variant ?? 'outlined'}
        color={color ?? 'primary'}
        size="small"
        disabled={!verdict.allowed}
        loading={pending ?? false}
        onClick={onClick}
        aria-describedby={verdict.allowed ? undefined : id}
        sx={{ textAlign: 'start', overflowWrap: 'anywhere' }}
      >
        {label}
      </Button>
      <VerdictText verdict={verdict} id={id} />
    </Box>
  );
}
