import { readTrouble, UNREACHABLE } from './answer.ts';
import type { Answer } from './answer.ts';

const PATIENCE_MS = 20_000;

type Sending = {
  readonly method: 'GET' | 'POST';
  /** The JSON to send, as text. */
  readonly body?: string;
  readonly key?: string;
  readonly signal?: AbortSignal;
};

/** Sends a request to the portal's api. Never throws: no network, no patience and no JSON are answers too. */
export async function send<T>(path: string, { method, body, key, signal }: Sending): Promise<Answer<T>> {
  const giveUp = new AbortController();
  const stop = () => giveUp.abort();
  const timer = setTimeout(stop, PATIENCE_MS);
  signal?.addEventListener('abort', stop);
  try {
    const response = await fetch(`/api/portal/${path}`, {
      method,
      cache: 'no-store',
      signal: giveUp.signal,
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    const read: unknown = text === '' ? undefined : JSON.parse(text);
    return response.ok ? { ok: true, body: read as T } : { ok: false, trouble: readTrouble(read) };
  } catch {
    return { ok: false, trouble: UNREACHABLE };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}
