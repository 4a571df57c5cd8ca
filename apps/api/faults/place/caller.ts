import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { PASSWORD } from './backstage.ts';

/** What came back, and how long it took. */
export type Answer = {
  readonly status: number;
  readonly type: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly ms: number;
};

/** Told of each request when it is over: when it began, on `performance`'s clock, and its answer. */
export type Watch = (began: number, answer: Answer | undefined) => void;

const PATIENCE_MS = 30_000;

/** Somebody at a browser, agent or customer, at an address of their own, with a cookie. */
export class Caller {
  private static count = 0;
  private cookie: string | undefined;
  readonly address: string;

  constructor(
    readonly url: string,
    private readonly watch: Watch = () => undefined,
  ) {
    const number = ++Caller.count;
    this.address = `10.${String((number >> 16) & 255)}.${String((number >> 8) & 255)}.${String(number & 255)}`;
  }

  /** The same person, and the same session, at another server of the desk. */
  at(url: string): Caller {
    const caller = new Caller(url, this.watch);
    caller.cookie = this.cookie;
    return caller;
  }

  get(path: string): Promise<Answer | undefined> {
    return this.send('GET', path);
  }

  post(path: string, body: object, key: string = randomUUID()): Promise<Answer | undefined> {
    return this.send('POST', path, body, key);
  }

  /** Tries until the desk has an answer that is not about its own trouble. Throws when that is a no. */
  async signIn(username: string): Promise<void> {
    for (;;) {
      const answer = await this.post('/api/sign-in', { username, password: PASSWORD });
      if (answer?.status === 200) return;
      if (answer && answer.status < 500) throw new Error(`Sign-in answered ${String(answer.status)}.`);
      await wait(50);
    }
  }

  private async send(method: string, path: string, body?: object, key?: string): Promise<Answer | undefined> {
    const began = performance.now();
    let answer = await this.ask(method, path, body, key);
    // A scenario may last longer than a proof: whoever was hired has a password and no second factor.
    if (answer?.body['code'] === 'step-up-needed') {
      await this.ask('POST', '/api/step-up', { kind: 'password', password: PASSWORD });
      answer = await this.ask(method, path, body, key);
    }
    this.watch(began, answer);
    return answer;
  }

  /** Undefined where the connection broke before there was an answer. */
  private async ask(method: string, path: string, body?: object, key?: string): Promise<Answer | undefined> {
    const began = performance.now();
    try {
      const response = await fetch(`${this.url}${path}`, {
        method,
        headers: {
          'x-forwarded-for': this.address,
          ...(this.cookie !== undefined && { cookie: this.cookie }),
          ...(key !== undefined && { 'idempotency-key': key }),
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const text = await response.text();
      const [cookie] = response.headers.getSetCookie();
      if (cookie !== undefined) this.cookie = cookie.split(';')[0];
      const type = response.headers.get('content-type') ?? '';
      const parsed: unknown = type.includes('json') ? JSON.parse(text) : {};
      const ms = performance.now() - began;
      return { status: response.status, type, body: parsed as Answer['body'], ms };
    } catch {
      return undefined;
    }
  }
}
