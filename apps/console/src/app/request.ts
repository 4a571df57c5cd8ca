import type { Problem } from '@relink/contract';
import { fetchUtils, HttpError } from 'react-admin';
import { proveAgain } from './step-up/proving.ts';

/** A problem+json body as the screens use it: `errors` carries the field errors for react-hook-form too. */
export type ProblemBody = {
  readonly code: Problem['code'] | 'unreachable' | 'unreadable';
  readonly title: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** Field errors by path, without react-hook-form's `root`. */
  readonly fields: Readonly<Record<string, string>>;
  readonly errors?: Readonly<Record<string, unknown>>;
};

/** What ra-data-simple-rest reads of an answer; `json` is undefined where there was no body. */
export type HttpAnswer = { status: number; headers: Headers; body: string; json: unknown };

type Sent = { method: string; url: string; body: unknown };

const KEPT_FOR_MS = 10 * 60_000;
const unsettled = new Map<string, { key: string; since: number }>();

/**
 * One key per intent: an attempt whose result is not known keeps its key, so that sending the same thing again
 * cannot have a second effect. Once the server has decided, the next attempt is a new intent.
 */
function intentOf({ method, url, body }: Sent): string | undefined {
  if (method === 'GET') return undefined;
  return `${method} ${url} ${typeof body === 'string' ? body : ''}`;
}

function keyFor(intent: string): string {
  const kept = unsettled.get(intent);
  if (kept && Date.now() - kept.since < KEPT_FOR_MS) return kept.key;
  const key = newIdempotencyKey();
  unsettled.set(intent, { key, since: Date.now() });
  return key;
}

/** A random UUID; `crypto.randomUUID` is missing where the desk is opened over plain http by another name. */
export function newIdempotencyKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
}

/** The http client of ra-data-simple-rest: adds the Idempotency-Key and turns problem+json into HttpError. */
export async function request(url: string, options: fetchUtils.Options = {}): Promise<HttpAnswer> {
  const intent = intentOf({ method: options.method ?? 'GET', url, body: options.body });
  const headers = new Headers(options.headers ?? { Accept: 'application/json' });
  if (intent) headers.set('Idempotency-Key', keyFor(intent));
  try {
    const answer = await fetchUtils.fetchJson(url, { ...options, headers });
    if (intent) unsettled.delete(intent);
    return answer;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    const problem = asHttpError(error, intent === undefined);
    const decided = problem.status >= 400 && problem.status < 500 && codeOf(problem) !== 'request-in-flight';
    // Refused before anything was looked at: once proven, the same request goes on, under the same key.
    if (codeOf(problem) === 'step-up-needed') {
      if (await proveAgain()) return request(url, options);
      throw problem;
    }
    if (intent && decided) unsettled.delete(intent);
    throw problem;
  }
}

function asHttpError(error: unknown, reading: boolean): HttpError {
  if (error instanceof HttpError) return problemError(error.status as number, error.body);
  const title = reading ? 'relink.problem.unreachableRead' : 'relink.problem.unreachable';
  return new HttpError(title, 0, {
    code: 'unreachable',
    title,
    details: {},
    fields: {},
  } satisfies ProblemBody);
}

/** An HttpError whose message is the problem's title, from a status and whatever body came with it. */
export function problemError(status: number, body: unknown): HttpError {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>;
  const title = problem.title ?? 'relink.problem.unreadable';
  const fields = problem.errors ?? {};
  return new HttpError(title, status, {
    code: problem.code ?? 'unreadable',
    title,
    details: problem.details ?? {},
    fields,
    ...(Object.keys(fields).length > 0 ? { errors: { ...fields, root: { serverError: title } } } : {}),
  } satisfies ProblemBody);
}

/** The problem in an error of a request; undefined for any other error. */
export function problemOf(error: unknown): ProblemBody | undefined {
  return error instanceof HttpError ? (error.body as ProblemBody) : undefined;
}

/** The stable code of a problem; undefined for any other error. */
export function codeOf(error: unknown): ProblemBody['code'] | undefined {
  return problemOf(error)?.code;
}
