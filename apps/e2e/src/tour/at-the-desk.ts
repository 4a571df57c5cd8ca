import { randomUUID } from 'node:crypto';
import type { APIResponse, Page } from '@playwright/test';
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

  async get(path: string): Promise<unknown> {
    return (await this.look(path)).json();
  }

  /** Whatever is answered: a picture, too. */
  async look(path: string): Promise<APIResponse> {
    const answer = await this.page.request.get(`/api/${path}`);
    if (!answer.ok()) throw new Error(`${path}: ${String(answer.status())} ${await answer.text()}`);
    return answer;
  }

  /** What a customer's phone sends by the link of a message. */
  async sendPicture(token: string, picture: Buffer): Promise<void> {
    const answer = await this.page.request.post('/api/portal/documents', {
      headers: { 'idempotency-key': randomUUID() },
      multipart: { token, picture: { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: picture } },
    });
    if (!answer.ok()) throw new Error(`The picture: ${String(answer.status())} ${await answer.text()}`);
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
