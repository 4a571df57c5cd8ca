import { randomUUID } from 'node:crypto';
import type { People } from './people.ts';

export type Answer<T = unknown> = { status: number; body: T; headers: Headers };
/**
 * Somebody at a browser: keeps cookies, sends an Idempotency-Key with each change unless told otherwise. Who was hired
 * here gives their second factor by themselves when it is awaited, and proves again who they are when a change asks.
 */
export type Browser = {
  get<T = unknown>(path: string): Promise<Answer<T>>;
  post<T = unknown>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  put<T = unknown>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Where it is, and what it would send as its cookies: for requests that fetch cannot make. */
  readonly at: string;
  cookies(): string;
};

/** What a browser leaves to whoever holds it. */
export type Manners = {
  /** False: a change that asks to prove again who one is stays refused. */
  readonly stepUp?: boolean;
  /** False: a sign-in ends where the second factor is awaited. */
  readonly factor?: boolean;
};

type Body = { readonly code?: string; readonly standing?: string; readonly id?: string };

/** Opens a browser that nobody has signed in with. */
export function openBrowser(at: string, people: People, { stepUp = true, factor = true }: Manners): Browser {
  const cookies = new Map<string, string>();
  let somebody: { readonly id: string; readonly password: string } | undefined;

  const sent = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (cookies.size > 0) headers.set('cookie', sent());
    const response = await fetch(`${at}${path}`, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (/expires=Thu, 01 Jan 1970|max-age=0/i.test(line)) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  };
  const once = async <T>(path: string, init: RequestInit): Promise<Answer<T>> => {
    const response = await send(path, init);
    const text = await response.text();
    const body = (text === '' ? undefined : JSON.parse(text)) as T;
    return { status: response.status, body, headers: response.headers };
  };
  const give = (path: string, body: object) =>
    once<Body>(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  /** Gives the factor after a sign-in that awaits it; otherwise the answer as it was. */
  const giveFactor = async (answer: Answer, password: string): Promise<Answer> => {
    const { id, standing } = answer.body as Body;
    if (answer.status !== 200 || id === undefined) return answer;
    somebody = { id, password };
    if (standing !== 'half' || !factor || !people.hasApp(id)) return answer;
    return give('/api/sign-in/factor', { kind: 'totp', code: await people.code(id) });
  };
  /** Proves again who they are. False where nobody can. */
  const proveAgain = async (): Promise<boolean> => {
    if (!somebody) return false;
    const { id, password } = somebody;
    const proof = people.hasApp(id)
      ? { kind: 'totp', code: await people.code(id) }
      : { kind: 'password', password };
    return (await give('/api/step-up', proof)).status === 204;
  };
  const json = async <T>(path: string, init: RequestInit): Promise<Answer<T>> => {
    const answer = await once<T>(path, init);
    if (path === '/api/sign-in') {
      const { password } = JSON.parse(typeof init.body === 'string' ? init.body : '{}') as {
        password?: string;
      };
      return (await giveFactor(answer, password ?? '')) as Answer<T>;
    }
    const asked = answer.status === 403 && (answer.body as Body).code === 'step-up-needed';
    return asked && stepUp && (await proveAgain()) ? once<T>(path, init) : answer;
  };
  const write =
    (method: string) =>
    <T>(path: string, body?: unknown, headers: Record<string, string> = {}) =>
      json<T>(path, {
        method,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          'idempotency-key': randomUUID(),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
  return {
    get: (path) => json(path, {}),
    post: write('POST'),
    put: write('PUT'),
    fetch: send,
    at,
    cookies: sent,
  };
}
