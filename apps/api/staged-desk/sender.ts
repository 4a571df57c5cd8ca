import { Agent, request } from 'node:http';

const PATIENCE_MS = 20_000;

/** A request as it goes over the wire. */
export type RawRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
};

/** What came back. Status 0: nothing did, and `text` says why. */
export type RawAnswer = {
  readonly status: number;
  readonly type: string;
  /** The cookie that was set, as it goes back. */
  readonly cookie: string | undefined;
  readonly text: string;
};

/** Sends requests over kept connections. */
export class Sender {
  private readonly agent: Agent;

  constructor(
    private readonly url: URL,
    connections: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' });
  }

  /** Never throws: what did not come is an answer with the status 0 that says why. */
  send({ method, path, headers, body }: RawRequest): Promise<RawAnswer> {
    return new Promise((resolve) => {
      const failed = (error: Error) =>
        resolve({ status: 0, type: '', cookie: undefined, text: error.message });
      const length = body === undefined ? {} : { 'content-length': String(body.length) };
      const sent = request(
        {
          agent: this.agent,
          host: this.url.hostname,
          port: this.url.port,
          method,
          path,
          headers: { ...headers, ...length },
          timeout: PATIENCE_MS,
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('error', failed);
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              type: answer.headers['content-type'] ?? '',
              cookie: answer.headers['set-cookie']?.[0]?.split(';')[0],
              text: Buffer.concat(parts).toString(),
            }),
          );
        },
      );
      sent.on('timeout', () => sent.destroy(new Error('No answer in time')));
      sent.on('error', failed);
      sent.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
