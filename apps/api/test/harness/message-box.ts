import type { NewMessage } from '../../src/features/messages/index.ts';
import { Messages } from '../../src/features/messages/index.ts';
import { DeliverMessage } from '../../src/features/messages/deliver-message.ts';
import { Transaction } from '../../src/platform/transaction/transaction.ts';
import type { TestDesk } from './test-desk.ts';

export const CODE = '482913';
export const TOKEN = 'q5Vn0cJmRk2TzPw8LsXy7BdFhGj3KaEu6NiQoWtYxZc';

export type MessageRow = {
  state: string;
  attempts: number;
  last_error: string | null;
  secret_sealed: Buffer | null;
  handed_over_at: Date | null;
};

/** A code to a linked e-mail, unless said otherwise. */
export function aMessage(more: Partial<NewMessage> = {}): NewMessage {
  return {
    channel: 'email',
    template: 'evidence-code',
    language: 'en',
    realm: 'main',
    destination: 'asha.patel@customer.example',
    params: { reference: 'K7QM-2X9D', minutes: 10 },
    secret: { code: CODE },
    ...more,
  };
}

/** What an action of the desk does with a message, and what the worker does. */
export class MessageBox {
  constructor(private readonly desk: TestDesk) {}

  queue(more: Partial<NewMessage> = {}): Promise<string> {
    return this.desk.app
      .get(Transaction)
      .run((em, now) => this.desk.app.get(Messages).queue(em, now, aMessage(more)));
  }

  /** One attempt. Answers whether the queue is to repeat it, as the worker sees it. */
  async attempt(id: string): Promise<'settled' | 'to be repeated'> {
    try {
      await this.desk.app.get(DeliverMessage).run(id);
      return 'settled';
    } catch {
      return 'to be repeated';
    }
  }

  async row(id: string): Promise<MessageRow> {
    const [row] = await this.desk.sql<MessageRow>('select * from message where id = $1', [id]);
    if (!row) throw new Error('There is no such message.');
    return row;
  }

  /** Looks again and again until the worker has brought a message there. */
  async reaches(id: string, state: string): Promise<MessageRow> {
    for (let look = 0; look < 200; look++) {
      const row = await this.row(id);
      if (row.state === state) return row;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`The message never became ${state}: it is ${(await this.row(id)).state}.`);
  }
}
