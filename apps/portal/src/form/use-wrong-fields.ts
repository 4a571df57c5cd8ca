import { useCallback, useState } from 'react';
import { useSpeech } from '../language/LanguageProvider.tsx';
import { type Trouble, troubleText } from '../request/answer.ts';
import { unfilled } from './checks.ts';
import type { FieldName } from './checks.ts';

/** Which fields to mark: those not filled in when the button was pressed, and those that the server named. */
export function useWrongFields(trouble: Trouble | undefined) {
  const { text, has } = useSpeech();
  const [wrong, setWrong] = useState<readonly FieldName[]>([]);

  /** True when all is filled in. */
  const check = useCallback((values: Partial<Record<FieldName, string>>): boolean => {
    const found = unfilled(values);
    setWrong(found);
    return found.length === 0;
  }, []);

  const errorOf = (name: FieldName): string | undefined => {
    if (wrong.includes(name)) return text(`field.${name}`);
    if (!trouble?.fields.includes(name)) return undefined;
    // What is wrong with a field that was filled in is said by the problem, where that is about one field.
    return text(trouble.code === 'invalid-input' ? `field.${name}` : troubleText(trouble, has));
  };

  return { wrong, check, errorOf };
}
