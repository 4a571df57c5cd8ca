import { readTrouble, UNREACHABLE } from './answer.ts';
import type { Answer } from './answer.ts';

/** Longer than a whole upload takes on a bad line: without a single byte for so long, nobody is there. */
const SILENCE_MS = 60_000;

type Sending = {
  readonly form: FormData;
  readonly key: string;
  /** Told how much has left, from 0 to 1. */
  readonly onProgress: (part: number) => void;
};

/** Sends a form with files to the portal's api and tells how far it is, which fetch cannot. Never throws. */
export function sendForm<T>(path: string, { form, key, onProgress }: Sending): Promise<Answer<T>> {
  return new Promise((settle) => {
    const request = new XMLHttpRequest();
    let silence: ReturnType<typeof setTimeout> | undefined;
    const stir = () => {
      clearTimeout(silence);
      silence = setTimeout(() => request.abort(), SILENCE_MS);
    };
    const finish = (answer: Answer<T>) => {
      clearTimeout(silence);
      settle(answer);
    };
    const unreachable = () => finish({ ok: false, trouble: UNREACHABLE });
    request.upload.onprogress = ({ loaded, total }) => {
      stir();
      onProgress(total > 0 ? loaded / total : 0);
    };
    request.onerror = unreachable;
    request.onabort = unreachable;
    request.onload = () => finish(answerOf<T>(request));
    request.open('POST', `/api/portal/${path}`);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('idempotency-key', key);
    stir();
    request.send(form);
  });
}

function answerOf<T>({ status, responseText }: XMLHttpRequest): Answer<T> {
  try {
    const read: unknown = JSON.parse(responseText);
    return status >= 200 && status < 300
      ? { ok: true, body: read as T }
      : { ok: false, trouble: readTrouble(read) };
  } catch {
    return { ok: false, trouble: UNREACHABLE };
  }
}
