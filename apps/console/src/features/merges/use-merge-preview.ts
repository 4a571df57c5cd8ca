import type { MergePreview, MergePreviewRequest } from '@relink/contract';
import { useDesk } from '../../app/dataProvider.ts';
import { useSettledPreview } from './use-settled-preview.ts';

/** What a merge with these choices comes to; see `useSettledPreview`. */
export function useMergePreview(caseId: string, request: MergePreviewRequest) {
  const desk = useDesk();
  return useSettledPreview(`cases/${caseId}/merges/preview`, request, (path, body) =>
    desk.send<MergePreview>(path, body),
  );
}
