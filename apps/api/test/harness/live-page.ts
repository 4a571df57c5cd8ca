import { get, type IncomingMessage } from 'node:http';
import type { Browser } from './test-desk.ts';

/** What came over a stream of events: `topic` of the unnamed ones, else the event's name. */
export type LivePage = {
  readonly status: number;
  /** The next thing that is told, heartbeats left out; undefined once the stream has ended. */
  next(): Promise<string | undefined>;
  /** Waits until something is told, past whatever comes before it; false where the stream ends first. */
  hears(what: string): Promise<boolean>;
  close(): void;
};

/** A page that listens to what changes, as an EventSource does. */
export async function openLivePage(browser: Browser): Promise<LivePage> {
  const headers = { accept: 'text/event-stream', cookie: browser.cookies() };
  // Not by fetch: it opens another connection in place of one whose request was taken back.
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${browser.at}/api/live`, { headers, agent: false }, resolve).on('error', reject);
  });
  response.setEncoding('utf8');
  response.on('error', () => undefined);
  const reader = response[Symbol.asyncIterator]();
  let unread = '';
  const told: string[] = [];
  const next = async (): Promise<string | undefined> => {
    for (;;) {
      const first = told.shift();
      if (first !== undefined) return first;
      const chunk = (await reader.next()) as IteratorResult<string, undefined>;
      if (chunk.value === undefined) return undefined;
      const events = (unread + chunk.value).split('\n\n');
      unread = events.pop() ?? '';
      for (const event of events) {
        const what = /^event: (.+)$/m.exec(event)?.[1] ?? /^data: (.+)$/m.exec(event)?.[1];
        if (what !== undefined) told.push(what);
      }
    }
  };
  return {
    status: response.statusCode ?? 0,
    next,
    hears: async (what) => {
      for (;;) {
        const heard = await next();
        if (heard === undefined || heard === what) return heard === what;
      }
    },
    close: () => {
      response.destroy();
    },
  };
}
