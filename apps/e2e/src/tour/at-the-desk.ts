import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { PASSWORD, type Hired } from '../harness/desk.ts';

/** Somebody of the desk without a screen: does over HTTP what a tour only wants to have been done. */
export class AtTheDesk {
  private constructor(private readonly page: Page) {}

  static async signIn(page: Page, { username }: Hired): Promise<AtTheDesk> {
    const desk = new AtTheDesk(page);
    await desk.send('post', 'sign-in', { username, password: PASSWORD });
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
    const answer = await this.page.request[method](`/api/${path}`, { data, headers });
    if (!answer.ok()) throw new Error(`${path}: ${String(answer.status())} ${await answer.text()}`);
    return answer.json();
  }
}
