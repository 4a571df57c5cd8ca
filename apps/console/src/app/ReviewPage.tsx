import type { CaseView } from '@relink/contract';
import { useQuery } from '@tanstack/react-query';
import { CaseProvider, Timeline } from '../features/cases/index.ts';
import { ReviewShow } from '../features/reviews/index.ts';
import { useDesk } from './dataProvider.ts';
import { Waiting } from './Waiting.tsx';

/** A review with the case that it is about: what was done in it, step by step. */
export function ReviewPage() {
  return <ReviewShow work={(caseId) => <CaseOfReview caseId={caseId} />} />;
}

/** The case as it stands; each reading is an event in the audit. */
function CaseOfReview({ caseId }: { caseId: string }) {
  const desk = useDesk();
  const { data, error } = useQuery({
    queryKey: ['cases', 'workbench', caseId],
    queryFn: () => desk.read<CaseView>(`cases/${caseId}`),
    refetchOnWindowFocus: false,
    staleTime: 60_000,
  });
  if (!data) return <Waiting error={error} />;
  return (
    <CaseProvider value={data}>
      <Timeline />
    </CaseProvider>
  );
}
