import type { PasswordStrengthResponse } from '@relink/contract';
import { useEffect, useState } from 'react';
import { send } from '../../request/send.ts';

const PAUSE_MS = 400;

/**
 * The server's judgement of a password, asked for after a pause in typing. Undefined while it is not known; a failure
 * stays silent, since saving is judged by the server again.
 */
export function useStrength(password: string): PasswordStrengthResponse | undefined {
  const [judged, setJudged] = useState<{ password: string; strength: PasswordStrengthResponse }>();

  useEffect(() => {
    if (password === '') return undefined;
    const leave = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await send<PasswordStrengthResponse>('password-strength', {
        method: 'POST',
        body: JSON.stringify({ password }),
        signal: leave.signal,
      });
      if (answer.ok && !leave.signal.aborted) setJudged({ password, strength: answer.body });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      leave.abort();
    };
  }, [password]);

  return password !== '' ? judged?.strength : undefined;
}
