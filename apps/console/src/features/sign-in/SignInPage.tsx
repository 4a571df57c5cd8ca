import type { Me, SignInRequest } from '@relink/contract';
import { Alert, Box, Button, Paper, TextField, Typography } from '@mui/material';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Notification, useLogin, useTranslate } from 'react-admin';
import { useSearchParams } from 'react-router-dom';
import { hasSessionEnded } from '../../app/session-end.ts';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { request } from '../../app/request.ts';
import { FactorForm } from '../../app/step-up/index.ts';
import { CompanyWay, useSignInWays } from './CompanyWay.tsx';

async function post(path: string, body: object): Promise<Me> {
  const { json } = await request(`/api/${path}`, { method: 'POST', body: JSON.stringify(body) });
  return json as Me;
}

/** The one page of the desk without a session: the password first, then the second factor of who has one. */
export function SignInPage() {
  const t = useTranslate();
  const login = useLogin();
  const [half, setHalf] = useState<Me>();
  const [params] = useSearchParams();
  const halfWay = params.get('step') === 'factor';
  // The company sent somebody back whose second factor is still awaited: the page begins there.
  const came = useQuery({
    queryKey: ['sign-in', 'half'],
    queryFn: async ({ signal }) => (await request('/api/me', { signal })).json as Me,
    enabled: halfWay,
    retry: false,
    gcTime: 0,
  });
  const [left, setLeft] = useState(false);
  const awaited = half ?? (halfWay && !left && came.data?.standing === 'half' ? came.data : undefined);
  const enter = async (me: Me) => {
    if (me.standing === 'half') setHalf(me);
    else await login(me, me.standing === 'enrolling' ? '/security' : undefined);
  };
  return (
    <Box
      component="main"
      sx={{ minHeight: '100vh', display: 'grid', placeItems: 'center', bgcolor: 'background.default', p: 2 }}
    >
      <Paper variant="outlined" sx={{ width: '100%', maxWidth: 380, p: 4 }}>
        <Typography component="h1" sx={{ fontSize: '1.75rem', fontWeight: 800, color: 'primary.main' }}>
          {t('relink.signIn.title')}
        </Typography>
        {awaited ? (
          <SecondStep
            half={awaited}
            onEnter={enter}
            onLeave={() => {
              setHalf(undefined);
              setLeft(true);
            }}
          />
        ) : (
          <FirstStep onEnter={enter} />
        )}
      </Paper>
      <Notification />
    </Box>
  );
}

type Entering = { readonly onEnter: (me: Me) => Promise<void> };

function FirstStep({ onEnter }: Entering) {
  const t = useTranslate();
  const ways = useSignInWays();
  return (
    <>
      <Typography color="textSecondary" sx={{ mb: 2 }}>
        {t('relink.signIn.intro')}
      </Typography>
      {hasSessionEnded() ? (
        <Alert severity="info" sx={{ mb: 2 }}>
          {t('relink.signIn.ended')}
        </Alert>
      ) : null}
      {ways.passwords ? <PasswordForm onEnter={onEnter} /> : null}
      {ways.company ? <CompanyWay alone={!ways.passwords} /> : null}
    </>
  );
}

function PasswordForm({ onEnter }: Entering) {
  const t = useTranslate();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: async (given: SignInRequest) => onEnter(await post('sign-in', given)),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate({ username, password });
      }}
    >
      <TextField
        autoFocus
        label={t('relink.signIn.username')}
        autoComplete="username"
        value={username}
        onChange={(event) => setUsername(event.target.value)}
        slotProps={{ htmlInput: { autoCapitalize: 'none', spellCheck: false } }}
      />
      <TextField
        type="password"
        label={t('relink.signIn.password')}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {signIn.error ? <ProblemAlert error={signIn.error} effect="" /> : null}
      <Button
        type="submit"
        variant="contained"
        fullWidth
        size="large"
        sx={{ mt: 2 }}
        loading={signIn.isPending}
        disabled={!username || !password}
      >
        {t('relink.signIn.submit')}
      </Button>
    </form>
  );
}

function SecondStep({ half, onEnter, onLeave }: Entering & { half: Me; onLeave: () => void }) {
  const t = useTranslate();
  return (
    <>
      <Typography component="h2" variant="h2" sx={{ mt: 1 }}>
        {t('relink.factors.secondStep')}
      </Typography>
      <Typography color="textSecondary" sx={{ mb: 1 }}>
        {t('relink.factors.secondStepIntro', { name: half.name })}
      </Typography>
      <FactorForm
        factors={half.factors}
        submit={t('relink.signIn.submit')}
        onGiven={async (given) => onEnter(await post('sign-in/factor', given))}
      />
      <Button
        fullWidth
        sx={{ mt: 2 }}
        onClick={() => {
          // The half session is of no use any more; it ends by itself where this does not reach the desk.
          void post('sign-out', {}).catch(() => undefined);
          onLeave();
        }}
      >
        {t('relink.factors.startOver')}
      </Button>
    </>
  );
}
