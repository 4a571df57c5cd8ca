import type { MessageTemplate } from '@relink/domain';
import { Sealing } from '../../src/platform/sealing/sealing.ts';
import type { Answer, TestDesk } from './test-desk.ts';

/** What arrived: the code, the reference beside it, and the token of the link where there is one. */
export type Received = {
  readonly messageId: string;
  readonly reference: string;
  readonly code: string;
  readonly token: string;
};

/** A customer with their phone and mailbox in hand, on the portal. */
export class Customer {
  readonly browser;

  constructor(
    private readonly desk: TestDesk,
    at = desk.url,
  ) {
    this.browser = desk.browser(at);
  }

  /** The newest message to a destination, read before the worker has handed it over. */
  async received(destination: string, template: MessageTemplate): Promise<Received> {
    const [row] = await this.desk.sql<{
      id: string;
      params: { reference: string };
      secret_sealed: Buffer | null;
    }>(
      `select id, params, secret_sealed from message where destination = $1 and template = $2
        order by created_at desc, id desc limit 1`,
      [destination, template],
    );
    if (!row?.secret_sealed) throw new Error(`No ${template} waits for this customer.`);
    const secret = this.desk.app.get(Sealing).openMessageSecret(row.id, row.secret_sealed) as {
      code: string;
      linkPath?: string;
    };
    return {
      messageId: row.id,
      reference: row.params.reference,
      code: secret.code,
      token: secret.linkPath?.split('#')[1] ?? '',
    };
  }

  /** Types a code on the portal. */
  answer({ reference, code }: Pick<Received, 'reference' | 'code'>): Promise<Answer<{ code?: string }>> {
    return this.browser.post('/api/portal/codes', { reference, code });
  }

  /** Opens the link of a message and presses the button. */
  confirm({ token }: Pick<Received, 'token'>): Promise<Answer<{ code?: string }>> {
    return this.browser.post('/api/portal/email-confirmations', { token });
  }

  /** A code that is not the right one. */
  wrong({ code }: Pick<Received, 'code'>): string {
    return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  }
}

/** The destinations of the messages of one kind, in the order they were written. */
export async function toldOf(
  desk: TestDesk,
  template: MessageTemplate,
  accountId: string,
): Promise<string[]> {
  const rows = await desk.sql<{ destination: string }>(
    'select destination from message where template = $1 and account_id = $2 order by created_at, id',
    [template, accountId],
  );
  return rows.map(({ destination }) => destination);
}
