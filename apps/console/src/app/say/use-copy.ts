import { useCallback } from 'react';
import { useNotify } from 'react-admin';

/** Copies a text and says so, or that the browser does not let it: over plain http by another name it may not. */
export function useCopy(): (text: string) => Promise<void> {
  const notify = useNotify();
  return useCallback(
    async (text) => {
      try {
        await navigator.clipboard.writeText(text);
        notify('relink.say.copied', { type: 'info' });
      } catch {
        notify('relink.say.notCopied', { type: 'warning' });
      }
    },
    [notify],
  );
}
