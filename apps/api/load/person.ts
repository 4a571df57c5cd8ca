import { randomUUID } from 'node:crypto';
import type { ProblemCode } from '@relink/domain';
import type { Sender } from '../staged-desk/sender.ts';
import type { Meter } from './meter.ts';

/** One request of a script. */
export type Step = {
  readonly name: string;
  readonly path: string;
  /** Makes it a POST. */
  readonly body?: object;
  /** The codes that are a right answer at this step: the script asked for trouble, or another one was quicker. */
  readonly refusals?: readonly ProblemCode[];
  readonly key?: string;
};

/** An answer: a success's body, or the code of an expected refusal. */
export type Outcome =
  | { readonly done: true; readonly body: Readonly<Record<string, unknown>> }
  | { readonly done: false; readonly code: string };

/** A script cannot go on: the error is counted where it happened. */
export class ScriptBroken extends Error {}

/** Somebody at a browser, at an address of their own: an agent or a customer. */
export class Person {
  private static count = 0;
  private readonly address: string;
  private cookie: string | undefined;
  private password: string | undefined;

  constructor(
    private readonly sender: Sender,
    private readonly meter: Meter,
  ) {
    const number = ++Person.count;
    this.address = `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
  }

  /** Sits down with a session that lives already. */
  sitDown(cookie: string): void {
    this.cookie = cookie;
  }

  /** Comes in by the door, as an agent without a second factor. */
  async signIn(username: string, password: string): Promise<void> {
    this.password = password;
    await this.must({ name: 'sign-in', path: '/api/sign-in', body: { username, password } });
  }

  /** Asks, and throws {@link ScriptBroken} when the answer is neither a success nor a refusal that was expected. */
  async ask({ name, path, body, refusals = [], key = randomUUID() }: Step): Promise<Outcome> {
    const begun = performance.now();
    const answer = await this.sender.send({
      method: body ? 'POST' : 'GET',
      path,
      headers: {
        'x-forwarded-for': this.address,
        ...(this.cookie !== undefined && { cookie: this.cookie }),
        ...(body && { 'content-type': 'application/json', 'idempotency-key': key }),
      },
      body: body && Buffer.from(JSON.stringify(body)),
    });
    const { status, text } = answer;
    this.meter.answered(name, performance.now() - begun, body !== undefined && status > 0 && status < 300);
    if (answer.cookie !== undefined) this.cookie = answer.cookie;
    if (status >= 200 && status < 300) return { done: true, body: text === '' ? {} : objectIn(text) };
    const code = status === 0 ? text : String(objectIn(text)['code']);
    if (code === 'step-up-needed' && (await this.proveAgain()))
      return this.ask({ name, path, body, refusals, key });
    if (status > 0 && (refusals as readonly string[]).includes(code)) {
      this.meter.refused(name, code);
      return { done: false, code };
    }
    this.meter.failed(name, `${status} ${code} at ${path}`);
    throw new ScriptBroken(name);
  }

  /** Proves again who they are. False where a password is not enough. */
  private async proveAgain(): Promise<boolean> {
    const { password } = this;
    if (password === undefined) return false;
    await this.must({ name: 'step-up', path: '/api/step-up', body: { kind: 'password', password } });
    return true;
  }

  /** Asks for what must be done. */
  async must(step: Omit<Step, 'refusals'>): Promise<Readonly<Record<string, unknown>>> {
    const outcome = await this.ask(step);
    return outcome.done ? outcome.body : {};
  }
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
