import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { PASSWORD, type Hired } from '../harness/desk.ts';

/** Somebody of the desk without a screen: does over HTTP what a tour only wants to have been done. */
export class AtTheDesk {
  private constructor(
    private readonly page: Page,
    private readonly code: Hired['code'],
  ) {}

  static async signIn(page: Page, { username, code }: Hired): Promise<AtTheDesk> {
    const desk = new AtTheDesk(page, code);
    await desk.send('post', 'sign-in', { username, password: PASSWORD });
    if (code) await desk.send('post', 'sign-in/factor', { kind: 'totp', code: await code() });
    return desk;
  }

  async post(path: string, body: object = {}): Promise<unknown> {
    return this.send('post', path, body);
  }

  async put(path: string, body: object): Promise<unknown> {
    return this.send('put', path, body);
  }

  private async send(method: 'post' | 'put', path: string, data: object): Promise<unknown> {
    const headers = { 'idempotency-key': randomUUID() };
    const ask = () => this.page.request[method](`/api/${path}`, { data, headers });
    let answer = await ask();
    // A tour takes longer than a proof lasts.
    if (answer.status() === 403 && this.code && path !== 'step-up') {
      const proof = { kind: 'totp', code: await this.code() };
      const proven = await this.page.request.post('/api/step-up', { data: proof });
      if (proven.ok()) answer = await ask();
    }
    if (!answer.ok()) throw new Error(`${path}: ${String(answer.status())} ${await answer.text()}`);
    return answer.json();
  }
}
