import { Alert, AlertTitle } from '@mui/material';
import { useEffect, useRef } from 'react';
import { useTranslate } from 'react-admin';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { Say } from '../../app/say/index.ts';
import { useCaseRequest, useVerdict } from './case-context.tsx';
import { VerdictButton } from './Verdict.tsx';

const KEYS = ['f'];

/**
 * One press: the caller hears nothing of it, so nothing is asked. What to say is shown at once, before the server has
 * answered, and reads like any other refusal.
 */
export function SuspectedFraudButton() {
  const t = useTranslate();
  const verdict = useVerdict('report-suspected-fraud', null);
  const report = useCaseRequest<object>('suspected-fraud', { changesAccounts: true });
  const sentence = useRef<HTMLDivElement>(null);
  const pressed = report.isPending || report.isSuccess;
  useEffect(() => {
    if (pressed) sentence.current?.focus();
  }, [pressed]);
  return (
    <>
      <VerdictButton
        verdict={verdict}
        color="inherit"
        keys={KEYS}
        label={t('relink.cases.suspectedFraud')}
        pending={report.isPending}
        onClick={() => report.mutate({})}
      />
      {pressed ? (
        <Alert ref={sentence} tabIndex={-1} severity="info" role="status" sx={{ mb: 2 }}>
          <AlertTitle>{t('relink.cases.sayNow')}</AlertTitle>
          <Say code="suspected-fraud" fallback={t('relink.cases.suspectedFraudSay')} />
        </Alert>
      ) : null}
      {report.error ? <ProblemAlert error={report.error} /> : null}
    </>
  );
}
