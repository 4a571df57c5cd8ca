import { Alert, Box, Button, Paper, TextField, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Notification, useLogin, useTranslate } from 'react-admin';
import { hasSessionEnded } from '../../app/session-end.ts';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';

/** The one page of the desk without a session. */
export function SignInPage() {
  const t = useTranslate();
  const login = useLogin();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({ mutationFn: () => login({ username, password }) as Promise<unknown> });
  return (
    <Box
      component="main"
      sx={{ minHeight: '100vh', display: 'grid', placeItems: 'center', bgcolor: 'background.default', p: 2 }}
    >
      <Paper variant="outlined" sx={{ width: '100%', maxWidth: 380, p: 4 }}>
        <Typography component="h1" sx={{ fontSize: '1.75rem', fontWeight: 800, color: 'primary.main' }}>
          {t('relink.signIn.title')}
        </Typography>
        <Typography color="textSecondary" sx={{ mb: 2 }}>
          {t('relink.signIn.intro')}
        </Typography>
        {hasSessionEnded() ? (
          <Alert severity="info" sx={{ mb: 2 }}>
            {t('relink.signIn.ended')}
          </Alert>
        ) : null}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            signIn.mutate();
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
      </Paper>
      <Notification />
    </Box>
  );
}
