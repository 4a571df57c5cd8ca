import type { Settings } from '../../platform/config/settings.ts';
import { SIGNATURE_HEADER, signatureOf } from '../../platform/http/signed-body.ts';
import {
  DeliveryFailure,
  type FetchError,
  type HandedOver,
  type OutgoingMessage,
  reasonOfFetch,
  SmsTransport,
} from './transports.ts';

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

  async send({ id, destination, body, at }: OutgoingMessage): Promise<HandedOver> {
    const payload = JSON.stringify({ id, to: destination, body });
    const response = await this.post(id, payload, at).catch((error: unknown) => {
      throw new DeliveryFailure(reasonOfFetch(error as FetchError));
    });
    await response.body?.cancel();
    if (!response.ok) throw new DeliveryFailure(`SMS gateway ${String(response.status)}`);
    // Its receipts name the message by our own id.
    return { providerId: null };
  }

  /** Signed at the database's time: this machine's clock may be wrong, and the gateway would refuse every message. */
  private post(id: string, payload: string, at: Date): Promise<Response> {
    const seconds = Math.floor(at.getTime() / 1000);
    return fetch(this.webhook.url, {
      method: 'POST',
      body: payload,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': id,
        [SIGNATURE_HEADER]: signatureOf(payload, this.webhook.secret, seconds),
      },
      // A gateway that moved is a setting to mend: the body must not go anywhere else.
      redirect: 'manual',
      signal: AbortSignal.timeout(this.timeoutMs),
    });
  }
}
