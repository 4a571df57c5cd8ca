import { createHmac } from 'node:crypto';
import type { Settings } from '../../platform/config/settings.ts';
import { DeliveryFailure, type OutgoingMessage, reasonOf, SmsTransport } from './transports.ts';

/** The header that proves who sent an SMS request: `t=<Unix seconds>,v1=<hex>`. */
export const SIGNATURE_HEADER = 'relink-signature';

type FetchError = { readonly name?: unknown; readonly cause?: { readonly code?: unknown } };

/**
 * Hands SMS to the shop's gateway: `POST {id, to, body}` with the message's id as Idempotency-Key. `v1` is the
 * HMAC-SHA-256 of `<t>.<body>` under the shared secret; a gateway refuses what is older than a few minutes.
 */
export class SmsWebhook extends SmsTransport {
  constructor(
    private readonly webhook: NonNullable<Settings['smsWebhook']>,
    private readonly timeoutMs: number,
  ) {
    super();
  }

  async send({ id, destination, body }: OutgoingMessage): Promise<void> {
    const payload = JSON.stringify({ id, to: destination, body });
    const response = await this.post(id, payload).catch((error: unknown) => {
      const { name, cause } = error as FetchError;
      throw new DeliveryFailure(name === 'TimeoutError' ? 'timed out' : reasonOf([cause?.code]));
    });
    await response.body?.cancel();
    if (!response.ok) throw new DeliveryFailure(`SMS gateway ${String(response.status)}`);
  }

  private post(id: string, payload: string): Promise<Response> {
    const seconds = Math.floor(Date.now() / 1000);
    const signature = createHmac('sha256', this.webhook.secret)
      .update(`${String(seconds)}.${payload}`)
      .digest('hex');
    return fetch(this.webhook.url, {
      method: 'POST',
      body: payload,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': id,
        [SIGNATURE_HEADER]: `t=${String(seconds)},v1=${signature}`,
      },
      // A gateway that moved is a setting to mend: the body must not go anywhere else.
      redirect: 'manual',
      signal: AbortSignal.timeout(this.timeoutMs),
    });
  }
}
