import type { StepUpRequest } from '@relink/contract';
import type { FactorKind } from '@relink/domain';
import KeyIcon from '@mui/icons-material/KeyOutlined';
import { Button, Divider, Stack, TextField } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { ProblemAlert } from '../ProblemAlert.tsx';
import { knowsPasskeys, signWithPasskey } from './passkey.ts';

type Props = {
  /** What the agent has enrolled; with nothing, the password is asked for. */
  readonly factors: readonly FactorKind[];
  readonly submit: string;
  readonly onGiven: (given: StepUpRequest) => Promise<unknown>;
};

/** Asks for what an agent proves themselves with: a passkey first, a code of their app, or the password of who has neither. */
export function FactorForm({ factors, submit, onGiven }: Props) {
  const t = useTranslate();
  const [typed, setTyped] = useState('');
  const give = useMutation({
    mutationFn: (given: StepUpRequest) => onGiven(given),
    onError: () => setTyped(''),
  });
  const sign = useMutation({
    mutationFn: async () => onGiven({ kind: 'passkey', answer: await signWithPasskey() }),
  });
  const [hasPasskey, hasApp] = [factors.includes('passkey') && knowsPasskeys(), factors.includes('totp')];
  const withPassword = factors.length === 0;
  const error = sign.error ?? give.error;
  const typedWhole = withPassword ? typed !== '' : typed.replace(/\D/g, '').length === 6;
  return (
    <Stack spacing={2} sx={{ pt: 1 }}>
      {error ? <ProblemAlert error={error} effect="" /> : null}
      {hasPasskey ? (
        <Button
          autoFocus
          variant={hasApp ? 'outlined' : 'contained'}
          size="large"
          startIcon={<KeyIcon />}
          loading={sign.isPending}
          onClick={() => {
            give.reset();
            sign.mutate();
          }}
        >
          {t('relink.factors.usePasskey')}
        </Button>
      ) : null}
      {hasPasskey && hasApp ? <Divider>{t('relink.factors.or')}</Divider> : null}
      {hasApp || withPassword ? (
        <Stack
          component="form"
          spacing={2}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            // A dialog is a portal, but React lets its events bubble to the form it was opened from.
            event.stopPropagation();
            if (!typedWhole || give.isPending) return;
            sign.reset();
            give.mutate(withPassword ? { kind: 'password', password: typed } : { kind: 'totp', code: typed });
          }}
        >
          {withPassword ? (
            <TextField
              autoFocus
              type="password"
              label={t('relink.signIn.password')}
              autoComplete="current-password"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          ) : (
            <CodeField autoFocus={!hasPasskey} value={typed} onChange={setTyped} />
          )}
          <Button
            type="submit"
            variant="contained"
            size="large"
            loading={give.isPending}
            disabled={!typedWhole}
          >
            {submit}
          </Button>
        </Stack>
      ) : null}
      {!hasPasskey && !hasApp && !withPassword ? (
        <ProblemAlert error={new Error(t('relink.factors.passkeyOnly'))} effect="" />
      ) : null}
    </Stack>
  );
}

type CodeProps = {
  readonly autoFocus?: boolean;
  readonly value: string;
  readonly onChange: (typed: string) => void;
};

/** Six digits of an authenticator app: pasted with spaces they count as well, and browsers offer what they know. */
export function CodeField({ autoFocus = false, value, onChange }: CodeProps) {
  const t = useTranslate();
  return (
    <TextField
      autoFocus={autoFocus}
      label={t('relink.factors.code')}
      helperText={t('relink.factors.codeHelp')}
      autoComplete="one-time-code"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 20, spellCheck: false } }}
    />
  );
}
