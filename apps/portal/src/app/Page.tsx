import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useSpeech } from '../language/LanguageProvider.tsx';
import type { TextKey } from '../language/texts.ts';
import { useVisit } from './navigation.ts';

type Props = {
  heading: TextKey;
  /** A step that follows another on the same page: its heading takes the focus. */
  step?: boolean;
  children: ReactNode;
};

/** One page or step: sets the title, and moves the focus to the heading so that a screen reader begins there. */
export function Page({ heading, step = false, children }: Props) {
  const { text } = useSpeech();
  const { visit } = useVisit();
  const top = useRef<HTMLHeadingElement>(null);
  const title = `${text(heading)} · ${text('brand')}`;

  useEffect(() => {
    document.title = title;
  }, [title]);

  useEffect(() => {
    // The first page is announced by the browser itself.
    if (visit > 0 || step) top.current?.focus();
  }, [visit, step, heading]);

  return (
    <>
      <h1 ref={top} tabIndex={-1}>
        {text(heading)}
      </h1>
      {children}
    </>
  );
}
