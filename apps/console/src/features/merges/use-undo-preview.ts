import type { UndoPreview } from '@relink/contract';
import type { UndoDecisions } from '@relink/domain';
import { useDesk } from '../../app/dataProvider.ts';
import { useSettledPreview } from './use-settled-preview.ts';

/** What an undoing does with these decisions; see `useSettledPreview`. */
export function useUndoPreview(mergeId: string, decisions: UndoDecisions) {
  const desk = useDesk();
  return useSettledPreview(`merges/${mergeId}/undo/preview`, { decisions }, (path, body) =>
    desk.send<UndoPreview>(path, body),
  );
}
