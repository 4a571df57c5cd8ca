import { useState } from 'react';
import { useSpeech } from '../language/LanguageProvider.tsx';
import { TextField } from './TextField.tsx';

type Props = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  autoComplete: 'current-password' | 'new-password';
  hint?: string;
  error?: string | undefined;
};

/** A password, hidden until the customer wants to see it. */
export function PasswordField(props: Props) {
  const { text } = useSpeech();
  const [shown, setShown] = useState(false);

  return (
    <TextField
      {...props}
      type={shown ? 'text' : 'password'}
      maxLength={200}
      dir="auto"
      beside={
        <button type="button" className="beside" onClick={() => setShown(!shown)}>
          <span aria-hidden="true">{text(shown ? 'password.hide' : 'password.show')}</span>
          <span className="unseen">{text(shown ? 'password.hide-long' : 'password.show-long')}</span>
        </button>
      }
    />
  );
}
