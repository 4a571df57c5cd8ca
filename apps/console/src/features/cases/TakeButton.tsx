import type { CaseSummary, CaseView } from '@relink/contract';
import { Alert, Button } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRedirect, useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { useCase, useCaseRequest, useVerdict } from './case-context.tsx';
import { VerdictButton } from './Verdict.tsx';

/** Makes the case of the workbench one's own, while it is nobody's. */
export function TakeButton() {
  const t = useTranslate();
  const { agentId } = useCase();
  const verdict = useVerdict('take', null);
  const take = useCaseRequest<object>('take');
  if (agentId !== null) return null;
  return (
    <>
      <Alert severity="info" role="presentation" sx={{ mb: 1 }}>
        {t('relink.cases.nobodys')}
      </Alert>
      <VerdictButton
        verdict={verdict}
        variant="contained"
        label={t('relink.cases.take')}
        pending={take.isPending}
        onClick={() => take.mutate({})}
      />
      {take.error ? <ProblemAlert error={take.error} /> : null}
    </>
  );
}

/** Takes a case out of the queue, and goes to its workbench. */
export function TakeFromQueue({ of }: { of: CaseSummary }) {
  const t = useTranslate();
  const desk = useDesk();
  const redirect = useRedirect();
  const queryClient = useQueryClient();
  const take = useMutation({
    mutationFn: () => desk.send<CaseView>(`cases/${of.id}/take`, {}),
    onSuccess: () => redirect('show', 'cases', of.id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['cases'] }),
  });
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        loading={take.isPending}
        aria-label={t('relink.cases.takeOne', { reference: of.reference })}
        onClick={(event) => {
          event.stopPropagation();
          take.mutate();
        }}
      >
        {t('relink.cases.take')}
      </Button>
      {take.error ? <ProblemAlert error={take.error} /> : null}
    </>
  );
}
