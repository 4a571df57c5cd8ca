import { randomUUID } from 'node:crypto';
import type { Sender } from '../staged-desk/sender.ts';

/** Posts as whoever the cookie is of. Returns what was answered; undefined where it was refused. */
export async function postAs(
  sender: Sender,
  cookie: string,
  path: string,
  body: object,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const answer = await sender.send({
    method: 'POST',
    path,
    headers: { cookie, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: Buffer.from(JSON.stringify(body)),
  });
  if (answer.status >= 300 || answer.status === 0) return undefined;
  return JSON.parse(answer.text) as Readonly<Record<string, unknown>>;
}
