import { useCallback, useEffect, useState } from 'react';
import type { ComponentType } from 'react';
import { TroubleNote } from '../form/TroubleNote.tsx';
import { useSpeech } from '../language/LanguageProvider.tsx';
import { UNREACHABLE } from '../request/answer.ts';

type Props<P extends object> = { load: () => Promise<ComponentType<P>>; with: P };

/** A page whose script is fetched when it is opened. Where it cannot be, that is said, and can be tried again. */
export function LaterPage<P extends object>({ load, with: props }: Props<P>) {
  const { text } = useSpeech();
  const [loaded, setLoaded] = useState<{ Page: ComponentType<P> } | 'failed'>();

  const fetchPage = useCallback(() => {
    load().then(
      (Page) => setLoaded({ Page }),
      () => setLoaded('failed'),
    );
  }, [load]);
  useEffect(fetchPage, [fetchPage]);

  if (loaded === undefined) return <p role="status">{text('loading')}</p>;
  if (loaded !== 'failed') return <loaded.Page {...props} />;
  return (
    <>
      <TroubleNote trouble={UNREACHABLE} reading />
      <button
        type="button"
        className="button"
        onClick={() => {
          setLoaded(undefined);
          fetchPage();
        }}
      >
        {text('orders.again')}
      </button>
    </>
  );
}
