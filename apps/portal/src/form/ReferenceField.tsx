import { useState } from 'react';
import { useSpeech } from '../language/LanguageProvider.tsx';
import { TextField } from './TextField.tsx';

type Props = {
  value: string;
  onChange: (reference: string) => void;
  /** The reference that came with the link, if one did. */
  known: string | undefined;
  error?: string | undefined;
};

/** The reference of the message: shown when the link brought it, else a field. */
export function ReferenceField({ value, onChange, known, error }: Props) {
  const { text } = useSpeech();
  const [typing, setTyping] = useState(known === undefined);

  if (!typing && !error) {
    return (
      <p className="known">
        <span>
          {text('code.reference')} <bdi className="reference">{known}</bdi>
        </span>
        <button
          type="button"
          className="link"
          onClick={() => {
            onChange('');
            setTyping(true);
          }}
        >
          {text('code.change-reference')}
        </button>
      </p>
    );
  }
  return (
    <TextField
      label={text('code.reference')}
      hint={text('code.reference-hint')}
      type="text"
      autoComplete="off"
      autoFocus={known !== undefined}
      maxLength={40}
      dir="ltr"
      value={value}
      onChange={onChange}
      error={error}
    />
  );
}
