import { useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import type { TextKey } from '../../language/texts.ts';

type Props = {
  label: TextKey;
  value: string | null;
  /** What waits to be confirmed. */
  waiting?: ReactNode;
  /** The form by which it is changed; it is given how to close. Without one there is nothing to change. */
  form?: (close: () => void) => ReactNode;
};

/** One thing that the customer signs in with, and the small form that changes it alone. */
export function SecurityRow({ label, value, waiting, form }: Props) {
  const { text } = useSpeech();
  const id = useId();
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };

  return (
    <section className="security-row" aria-labelledby={id}>
      <div className="security-line">
        <h2 id={id}>{text(label)}</h2>
        {form && (
          <button
            ref={opener}
            type="button"
            className="link"
            aria-expanded={open}
            aria-describedby={id}
            onClick={() => (open ? close() : setOpen(true))}
          >
            {text(open ? 'security.close' : value === null ? 'security.add' : 'security.change')}
          </button>
        )}
      </div>
      <p>
        <bdi>{value ?? text('security.none')}</bdi>
      </p>
      {waiting}
      {open && form?.(close)}
    </section>
  );
}
