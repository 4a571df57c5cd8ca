import type {
  CaseAccountView,
  LinkPhoneRequest,
  ReassignEmailRequest,
  ReassignEmailResponse,
} from '@relink/contract';
import type { PendingKind } from '@relink/domain';
import { Alert, Box, Button, TextField } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { ariaKeys, useCommand } from '../../app/commands/index.ts';
import { useActFocus } from '../../app/next-act/index.ts';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { problemOf } from '../../app/request.ts';
import { useStep } from '../../app/Step.tsx';
import { StepPart } from '../../app/StepPart.tsx';
import { useCaseRequest, useVerdict, VerdictText, verdictWords } from '../cases/index.ts';
import { PendingLogin } from './PendingLogin.tsx';
import { WayOn } from './WayOn.tsx';

const HOW = {
  email: { action: 'reassign-email', path: 'email-reassignments', inputMode: 'email', keys: ['e'] },
  phone: { action: 'link-phone', path: 'phone-links', inputMode: 'tel', keys: ['p'] },
} as const;

/** Gives the account an e-mail, or links a phone to it; a refusal shows its reason and the way on. */
export function GiveLogin({ account, kind }: { account: CaseAccountView; kind: PendingKind }) {
  const t = useTranslate();
  const { action, path, inputMode, keys } = HOW[kind];
  const [typed, setTyped] = useState('');
  const verdict = useVerdict(action, account.accountId);
  const give = useCaseRequest<ReassignEmailRequest | LinkPhoneRequest, ReassignEmailResponse>(path, {
    changesAccounts: true,
  });
  const step = useStep();
  const field = useActFocus<HTMLInputElement>('email', kind === 'email' && verdict?.allowed === true);
  useCommand(
    verdict
      ? {
          ...{ id: `give ${kind}`, group: 'contact', keys, allowed: verdict.allowed },
          label: t(kind === 'email' ? 'relink.commands.newEmail' : 'relink.commands.newPhone'),
          why: verdictWords(t, verdict),
          run: () => {
            step.unfold();
            field.current?.focus();
          },
        }
      : null,
  );
  if (!verdict) return null;
  const problem = problemOf(give.error);
  return (
    <StepPart title={t(`relink.identifiers.${kind}.title`)}>
      <Box role="status">
        <PendingLogin account={account} kind={kind} />
      </Box>
      <form
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (!verdict.allowed || give.isPending) return;
          const { accountId } = account;
          const wanted = kind === 'email' ? { accountId, email: typed } : { accountId, phone: typed };
          give.mutate(wanted, { onSuccess: () => setTyped('') });
        }}
      >
        <TextField
          type="text"
          label={t(`relink.identifiers.${kind}.new`)}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          disabled={!verdict.allowed}
          error={problem?.fields[kind] !== undefined}
          helperText={problem?.fields[kind] ?? t(`relink.identifiers.${kind}.help`)}
          inputRef={field}
          slotProps={{
            htmlInput: {
              ...{ inputMode, spellCheck: false, autoCapitalize: 'none' },
              'aria-keyshortcuts': ariaKeys(keys),
            },
          }}
        />
        <Button
          type="submit"
          variant="contained"
          size="small"
          disabled={!verdict.allowed || typed.trim() === ''}
          loading={give.isPending}
        >
          {t(`relink.identifiers.${kind}.give`)}
        </Button>
      </form>
      <VerdictText verdict={verdict} />
      <Box role="status">
        {give.data?.state === 'effective' ? (
          <Alert severity="success" role="presentation" sx={{ my: 1 }}>
            {t(`relink.identifiers.${kind}.effective`)}
          </Alert>
        ) : null}
      </Box>
      {give.error ? (
        <ProblemAlert error={give.error}>
          <WayOn kind={kind} problem={problem} />
        </ProblemAlert>
      ) : null}
    </StepPart>
  );
}
