import { useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { list } from '../../language/formats.ts';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import type { TextKey } from '../../language/texts.ts';

type Props = {
  label: TextKey;
  value: string | null;
  /** More of the kind, which sign in as well. */
  others?: readonly string[];
  /** What waits to be confirmed. */
  waiting?: ReactNode;
  /** The form by which it is changed; it is given how to close. Without one there is nothing to change. */
  form?: (close: () => void) => ReactNode;
};

/** One thing that the customer signs in with, and the small form that changes it alone. */
export function SecurityRow({ label, value, others = [], waiting, form }: Props) {
  const { text, locale } = useSpeech();
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
      {others.length > 0 && <p>{text('security.others', { logins: list(others, locale) })}</p>}
      {waiting}
      {open && form && (
        <>
          {others.length > 0 && <p>{text('security.replaces-all')}</p>}
          {form(close)}
        </>
      )}
    </section>
  );
}
