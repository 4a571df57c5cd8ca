import type { ActionVerdictView } from '@relink/contract';
import { Box, Button, type ButtonProps, Typography } from '@mui/material';
import { type Ref, useId } from 'react';
import { type TranslateFunction, useTranslate } from 'react-admin';
import { ariaKeys, type CommandGroup, KeyHint, useCommand } from '../../app/commands/index.ts';
import { showInstant } from '../../app/time.tsx';

/** What stands between the agent and an action, and the next step, in words. */
export function verdictWords(t: TranslateFunction, verdict: ActionVerdictView): string {
  const missing = verdict.missing.map((code) => t(`relink.verdicts.missing.${code}`, { _: code }));
  const next = verdict.nextStep
    ? t(`relink.verdicts.next.${verdict.nextStep}`, { _: verdict.nextStep })
    : undefined;
  return [
    missing.length > 0 ? t('relink.verdicts.missingTitle', { missing: missing.join('; ') }) : '',
    next && verdict.nextStep !== 'nothing' ? t('relink.verdicts.nextTitle', { next }) : '',
    verdict.retryAt ? t('relink.verdicts.retryAt', { time: showInstant(verdict.retryAt) }) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** What is missing for an action that is not allowed; nothing for one that is. */
export function VerdictText({ verdict, id }: { verdict: ActionVerdictView; id?: string }) {
  const t = useTranslate();
  if (verdict.allowed) return null;
  return (
    <Typography id={id} variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
      {verdictWords(t, verdict)}
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
  group?: CommandGroup;
  keys?: readonly string[] | undefined;
  /** Where the key does less than the button, such as bringing it into sight first. */
  onKey?: () => void;
  buttonRef?: Ref<HTMLButtonElement>;
};

/**
 * A button that is alive only where the server says so; otherwise what is missing stands below it. It is a command too:
 * by its key, if it has one, and from the palette.
 */
export function VerdictButton(props: Props) {
  const { verdict, label, pending, onClick, variant, color, group = 'case', keys, onKey, buttonRef } = props;
  const t = useTranslate();
  const id = useId();
  useCommand(
    verdict
      ? {
          ...{ id, label, group, run: onKey ?? onClick, allowed: verdict.allowed && !pending },
          why: verdict.allowed ? undefined : verdictWords(t, verdict),
          ...(keys ? { keys } : {}),
        }
      : null,
  );
  if (!verdict) return null;
  return (
    <Box sx={{ my: 1 }}>
      <Button
        variant={variant ?? 'outlined'}
        color={color ?? 'primary'}
        size="small"
        disabled={!verdict.allowed}
        loading={pending ?? false}
        ref={buttonRef}
        onClick={onClick}
        aria-keyshortcuts={ariaKeys(keys)}
        aria-describedby={verdict.allowed ? undefined : id}
        sx={{ textAlign: 'start', overflowWrap: 'anywhere' }}
      >
        {label}
        <KeyHint keys={keys} />
      </Button>
      <VerdictText verdict={verdict} id={id} />
    </Box>
  );
}
