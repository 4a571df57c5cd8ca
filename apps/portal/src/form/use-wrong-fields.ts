import { useCallback, useState } from 'react';
import { useSpeech } from '../language/LanguageProvider.tsx';
import type { Trouble } from '../request/answer.ts';
import { unfilled } from './checks.ts';
import type { FieldName } from './checks.ts';

/** Which fields to mark: those not filled in when the button was pressed, and those that the server named. */
export function useWrongFields(trouble: Trouble | undefined) {
  const { text } = useSpeech();
  const [wrong, setWrong] = useState<readonly FieldName[]>([]);

  /** True when all is filled in. */
  const check = useCallback((values: Partial<Record<FieldName, string>>): boolean => {
    const found = unfilled(values);
    setWrong(found);
    return found.length === 0;
  }, []);

  const errorOf = (name: FieldName): string | undefined =>
    wrong.includes(name) || trouble?.fields.includes(name) ? text(`field.${name}`) : undefined;

  return { wrong, check, errorOf };
}
