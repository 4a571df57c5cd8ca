import autocannon from 'autocannon';

/** One request of a load. */
export type LoadRequest = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** The requests of one connection: who it is signed in as, and what it asks next. */
export type Caller = { readonly cookie: string; next(): LoadRequest };

export type LoadResult = { readonly perSecond: number; readonly p99: number };

/**
 * Keeps every caller's connection busy for so many seconds, one request at a time each. Throws when an answer is not
 * a success: a refusal is quick, and would be measured as speed.
 */
export async function load(url: string, callers: readonly Caller[], seconds: number): Promise<LoadResult> {
  let waiting = [...callers];
  const result = await autocannon({
    url,
    connections: callers.length,
    duration: seconds,
    bailout: 1,
    setupClient: (client) => {
      const [caller, ...others] = waiting;
      if (!caller) throw new Error('There are more connections than callers.');
      waiting = others;
      client.setRequests([
        {
          setupRequest: (request) => {
            const { method, path, body, headers } = caller.next();
            return {
              ...request,
              method,
              path,
              headers: { ...headers, cookie: caller.cookie },
              ...(body !== undefined && { body }),
            };
          },
        },
      ]);
    },
  });
  if (result.non2xx > 0 || result.errors > 0 || result.requests.total === 0)
    throw new Error(
      `${result.non2xx} of ${result.requests.total} answers of ${url} were no success, ${result.errors} never came; by status: ${JSON.stringify(result.statusCodeStats)}.`,
    );
  return { perSecond: result.requests.total / result.duration, p99: result.latency.p99 };
}
