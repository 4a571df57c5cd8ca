import type { CaseView } from '@relink/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useDesk } from '../../app/dataProvider.ts';
import { useCase } from './case-context.tsx';

const PAUSE_MS = 1_000;

export type DraftState = 'kept' | 'keeping' | 'failed';

/** A note that is being typed: kept on the server after each pause, so that a reload or another desk finds it again. */
export function useNoteDraft() {
  const { id, draft } = useCase();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const [body, setBody] = useState(draft);
  const [state, setState] = useState<DraftState>('kept');
  const typed = useRef(draft);
  const kept = useRef(draft);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef(Promise.resolve());

  const keep = useCallback(() => {
    clearTimeout(timer.current);
    const text = typed.current;
    // One after the other: a slow one must not overtake what was typed later.
    running.current = running.current.then(async () => {
      if (text === kept.current) return;
      try {
        await desk.replace(`cases/${id}/draft`, { body: text });
        kept.current = text;
        queryClient.setQueryData<CaseView>(['cases', 'workbench', id], (old) =>
          old ? { ...old, draft: text } : old,
        );
        if (typed.current === text) setState('kept');
      } catch {
        setState('failed');
      }
    });
    return running.current;
  }, [desk, id, queryClient]);

  // Whoever leaves the page before the pause is over keeps what was typed.
  const keepNow = useRef(keep);
  useEffect(() => {
    keepNow.current = keep;
  }, [keep]);
  useEffect(() => () => void keepNow.current(), []);

  const type = (text: string) => {
    setBody(text);
    typed.current = text;
    setState('keeping');
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void keep(), PAUSE_MS);
  };
  /** To be called before the note is added: nothing of it is kept after that. */
  const settle = async () => {
    clearTimeout(timer.current);
    await running.current;
  };
  /** The note was added, and its draft is gone with it. */
  const empty = () => {
    setBody('');
    typed.current = '';
    kept.current = '';
    setState('kept');
  };
  return { body, state, type, keep, settle, empty };
}
