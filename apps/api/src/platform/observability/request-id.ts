import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What proxies make: a UUID, or 32 hexadecimal digits. Anything else could be a value that no log should hold. */
const SANE = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

export const REQUEST_ID_HEADER = 'x-request-id';

/** The id a request came with, where it is one, or a new one. */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers[REQUEST_ID_HEADER];
  return typeof given === 'string' && SANE.test(given) ? given.toLowerCase() : randomUUID();
}
