import { useCallback, useRef, useState } from 'react';
import { isUnsettled } from './answer.ts';
import type { Answer, Trouble } from './answer.ts';
import { Intent, newKey } from './intent.ts';
import { send } from './send.ts';

type Submission = {
  readonly busy: boolean;
  readonly trouble: Trouble | undefined;
  /** Sends a change; undefined when one is under way already. */
  readonly submit: <T>(path: string, value: object) => Promise<Answer<T> | undefined>;
  /** Forgets the last trouble. */
  readonly clear: () => void;
};

/** One form's request: busy while it runs, its trouble afterwards, and one Idempotency-Key for each intent. */
export function useSubmission(): Submission {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const running = useRef(false);
  const [intent] = useState(() => new Intent(newKey));

  const submit = useCallback(
    async <T>(path: string, value: object): Promise<Answer<T> | undefined> => {
      // A second tap comes before the button has been drawn anew.
      if (running.current) return undefined;
      running.current = true;
      setBusy(true);
      setTrouble(undefined);
      const body = JSON.stringify(value);
      const answer = await send<T>(path, { method: 'POST', body, key: intent.keyFor(body) });
      if (answer.ok || !isUnsettled(answer.trouble)) intent.settle();
      running.current = false;
      setBusy(false);
      if (!answer.ok) setTrouble(answer.trouble);
      return answer;
    },
    [intent],
  );

  const clear = useCallback(() => setTrouble(undefined), []);
  return { busy, trouble, submit, clear };
}
