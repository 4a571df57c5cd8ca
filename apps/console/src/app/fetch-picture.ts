import { problemError } from './request.ts';

/** Fetches a picture as bytes that are kept nowhere. Throws HttpError with the problem. */
export async function fetchPicture(url: string): Promise<Blob> {
  const answer = await fetch(url, { cache: 'no-store', credentials: 'same-origin' }).catch(() => undefined);
  if (answer === undefined)
    throw problemError(0, { code: 'unreachable', title: 'relink.problem.unreachableRead' });
  if (answer.ok) return answer.blob();
  const body: unknown = await answer.json().catch(() => undefined);
  throw problemError(answer.status, body);
}
