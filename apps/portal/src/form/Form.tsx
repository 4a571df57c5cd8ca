import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useSpeech } from '../language/LanguageProvider.tsx';
import type { Trouble } from '../request/answer.ts';
import type { FieldName } from './checks.ts';
import { TroubleNote } from './TroubleNote.tsx';

type Props = {
  button: string;
  busy: boolean;
  trouble: Trouble | undefined;
  /** Fields that were not filled in when the button was pressed. */
  wrong?: readonly FieldName[];
  onSubmit: () => void;
  children?: ReactNode;
};

/** A form with one button. What was typed stays in it whatever the answer is. */
export function Form({ button, busy, trouble, wrong, onSubmit, children }: Props) {
  const { text } = useSpeech();
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (wrong && wrong.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [wrong]);

  return (
    <form
      ref={form}
      noValidate
      // Without the script nothing may carry what was typed into the address bar.
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSubmit();
      }}
    >
      {trouble && <TroubleNote trouble={trouble} />}
      {children}
      <button type="submit" className="button" aria-disabled={busy} aria-busy={busy}>
        {busy ? text('busy') : button}
      </button>
    </form>
  );
}
