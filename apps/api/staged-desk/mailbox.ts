import { setTimeout as wait } from 'node:timers/promises';
import type { MessageTemplate } from '@relink/domain';
import type { Database } from '@relink/testing';

/** What arrived with a customer: the reference, the code, and the token of the link where there is one. */
export type Received = { readonly reference: string; readonly code: string; readonly token: string };

const LOOK_EVERY_MS = 50;

const NEWEST = `select m.params ->> 'reference' as reference, i.body
    from development_inbox i join message m on m.id = i.message_id
   where i.destination = $1 and ($2::text is null or m.template = $2) and m.created_at >= $3
   order by i.at desc limit 1`;

/**
 * The newest message, of a kind where one is named, to a destination since an instant, once the worker has handed it over. Undefined when
 * none has come within so many milliseconds.
 */
export async function received(
  db: Database,
  wanted: { readonly destination: string; readonly template?: MessageTemplate; readonly since: Date },
  patience: number,
): Promise<Received | undefined> {
  const end = performance.now() + patience;
  for (;;) {
    const [row] = (await db.sql(NEWEST, [wanted.destination, wanted.template ?? null, wanted.since])) as {
      reference: string | null;
      body: string;
    }[];
    if (row) return read(row);
    if (performance.now() >= end) return undefined;
    await wait(LOOK_EVERY_MS);
  }
}

function read({ reference, body }: { reference: string | null; body: string }): Received {
  return {
    reference: reference ?? '',
    code: /(?<!\d)\d{6}(?!\d)/.exec(body)?.[0] ?? '',
    token: /#([A-Za-z0-9_-]{20,})/.exec(body)?.[1] ?? '',
  };
}
