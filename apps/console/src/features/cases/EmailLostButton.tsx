import type { CaseAccountView } from '@relink/contract';
import { Button, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { useCaseRequest } from './case-context.tsx';

/** Notes that the caller cannot reach the account's e-mail any more: it then counts as orphaned in this case. */
export function EmailLostButton({ account }: { account: CaseAccountView }) {
  const t = useTranslate();
  const report = useCaseRequest<{ accountId: string }>('lost-emails');
  if (account.emailReportedLost) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('relink.cases.emailLostDone')}
      </Typography>
    );
  }
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        loading={report.isPending}
        onClick={() => report.mutate({ accountId: account.accountId })}
      >
        {t('relink.cases.emailLost')}
      </Button>
      {report.error ? <ProblemAlert error={report.error} /> : null}
    </>
  );
}
