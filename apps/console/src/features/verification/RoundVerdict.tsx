import type { CaseAccountView, EvidenceResponse } from '@relink/contract';
import { Alert, Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { problemOf } from '../../app/request.ts';
import { showInstant } from '../../app/time.tsx';
import { Rounds } from './Rounds.tsx';

type Props = { account: CaseAccountView; answer: EvidenceResponse | undefined; error: unknown };

/** Only *Enough* or *Not enough*, and the rounds left: nothing says which answer it was. */
export function RoundVerdict({ account, answer, error }: Props) {
  return (
    <>
      <Box role="status">{answer ? <Verdict answer={answer} /> : null}</Box>
      {error ? <Refused error={error} /> : null}
      <Rounds account={account} />
    </>
  );
}

function Verdict({ answer: { verdict, roundsLeft } }: { answer: EvidenceResponse }) {
  const t = useTranslate();
  const enough = verdict === 'enough';
  return (
    <Alert severity={enough ? 'success' : 'warning'} role="presentation" sx={{ my: 1 }}>
      <strong>{t(enough ? 'relink.verification.enough' : 'relink.verification.notEnough')}</strong>
      {enough ? null : <div>{t('relink.verification.roundsLeft', { smart_count: roundsLeft })}</div>}
    </Alert>
  );
}

function Refused({ error }: { error: unknown }) {
  const t = useTranslate();
  const { verdict, lockedUntil } = problemOf(error)?.details ?? {};
  if (verdict !== 'not-enough' || typeof lockedUntil !== 'string') return <ProblemAlert error={error} />;
  return (
    <Alert severity="error" role="alert" sx={{ my: 1 }}>
      {t('relink.verification.locked', { at: showInstant(lockedUntil) })}
    </Alert>
  );
}
