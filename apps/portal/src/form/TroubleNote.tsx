import { useEffect, useRef } from 'react';
import { useSpeech } from '../language/LanguageProvider.tsx';
import { troubleText } from '../request/answer.ts';
import type { Trouble } from '../request/answer.ts';

/**
 * Says what went wrong, and takes the focus so that it is seen on a small screen and heard. `reading`: nothing was
 * typed and nothing could have been changed.
 */
export function TroubleNote({ trouble, reading = false }: { trouble: Trouble; reading?: boolean }) {
  const { text, has } = useSpeech();
  const note = useRef<HTMLDivElement>(null);

  useEffect(() => {
    note.current?.focus();
  }, [trouble]);

  return (
    <div ref={note} role="alert" tabIndex={-1} className="note trouble">
      <strong>{text('trouble.heading')}</strong>
      <p>
        {text(reading && trouble.code === 'unreachable' ? 'trouble.no-answer' : troubleText(trouble, has))}
      </p>
    </div>
  );
}
