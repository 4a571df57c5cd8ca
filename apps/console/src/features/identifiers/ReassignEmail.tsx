import type { CaseAccountView, ReassignEmailRequest, ReassignEmailResponse } from '@relink/contract';
import { Alert, Box, Button, TextField, Typography } from '@mui/material';
import { useId, useState } from 'react';
import { useTranslate } from 'react-admin';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { problemOf } from '../../app/request.ts';
import { useCaseRequest, useVerdict, VerdictText } from '../cases/index.ts';
import { PendingEmail } from './PendingEmail.tsx';
import { WayOn } from './WayOn.tsx';

/** Gives the account an e-mail that no other account uses; a refusal shows its reason and the way on. */
export function ReassignEmail({ account }: { account: CaseAccountView }) {
  const t = useTranslate();
  const id = useId();
  const [email, setEmail] = useState('');
  const verdict = useVerdict('reassign-email', account.accountId);
  const reassign = useCaseRequest<ReassignEmailRequest, ReassignEmailResponse>('email-reassignments', {
    changesAccounts: true,
  });
  if (!verdict) return null;
  const problem = problemOf(reassign.error);
  return (
    <Box role="group" aria-labelledby={id} sx={{ my: 2 }}>
      <Typography id={id} component="h4" variant="h4">
        {t('relink.identifiers.title')}
      </Typography>
      <Box role="status">
        <PendingEmail account={account} />
      </Box>
      <form
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (!verdict.allowed || reassign.isPending) return;
          reassign.mutate({ accountId: account.accountId, email }, { onSuccess: () => setEmail('') });
        }}
      >
        <TextField
          type="text"
          label={t('relink.identifiers.newEmail')}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          disabled={!verdict.allowed}
          error={problem?.fields['email'] !== undefined}
          helperText={problem?.fields['email'] ?? t('relink.identifiers.help')}
          slotProps={{ htmlInput: { inputMode: 'email', spellCheck: false, autoCapitalize: 'none' } }}
        />
        <Button
          type="submit"
          variant="contained"
          size="small"
          disabled={!verdict.allowed || email.trim() === ''}
          loading={reassign.isPending}
        >
          {t('relink.identifiers.give')}
        </Button>
      </form>
      <VerdictText verdict={verdict} />
      <Box role="status">
        {reassign.data?.state === 'effective' ? (
          <Alert severity="success" role="presentation" sx={{ my: 1 }}>
            {t('relink.identifiers.effective')}
          </Alert>
        ) : null}
      </Box>
      {reassign.error ? (
        <ProblemAlert error={reassign.error}>
          <WayOn problem={problem} />
        </ProblemAlert>
      ) : null}
    </Box>
  );
}
