import { useSpeech } from '../language/LanguageProvider.tsx';
import { normaliseCode } from './code-input.ts';
import { TextField } from './TextField.tsx';

type Props = { value: string; onChange: (code: string) => void; error?: string | undefined };

/** Six digits, from the keyboard, from the phone's suggestion, or pasted with whatever stands around them. */
export function CodeField({ value, onChange, error }: Props) {
  const { text } = useSpeech();
  return (
    <TextField
      label={text('code.code')}
      className="code"
      type="text"
      inputMode="numeric"
      autoComplete="one-time-code"
      dir="ltr"
      value={value}
      onChange={(typed) => onChange(normaliseCode(typed))}
      error={error}
    />
  );
}
