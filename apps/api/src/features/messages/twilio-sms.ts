import type { Twilio } from '../../platform/config/settings.ts';
import type { PublicAddress } from './public-address.ts';
import {
  DeliveryFailure,
  type FetchError,
  type HandedOver,
  type OutgoingMessage,
  reasonOfFetch,
  SmsTransport,
} from './transports.ts';
import { TWILIO_RECEIPTS } from './twilio-receipts.ts';

// What Twilio refuses about the number or the text it refuses again; sign-in, limits and its own faults may pass.
const PERMANENT = new Set(['21211', '21408', '21610', '21612', '21614', '21617']);

type Answer = { readonly sid?: unknown; readonly code?: unknown };

/** Hands SMS to Twilio. Source: Twilio's Programmable Messaging API, 2010-04-01. */
export class TwilioSms extends SmsTransport {
  constructor(
    private readonly twilio: Twilio,
    private readonly address: PublicAddress,
    private readonly timeoutMs: number,
  ) {
    super();
  }

  async send({ id, destination, body }: OutgoingMessage): Promise<HandedOver> {
    const response = await this.post(id, destination, body).catch((error: unknown) => {
      throw new DeliveryFailure(reasonOfFetch(error as FetchError));
    });
    const answer = (await response.json().catch(() => ({}))) as Answer;
    if (response.ok) return { providerId: typeof answer.sid === 'string' ? answer.sid.slice(0, 64) : null };
    const code = typeof answer.code === 'number' ? String(answer.code) : null;
    throw new DeliveryFailure(
      `Twilio ${String(response.status)}${code === null ? '' : ` (${code})`}`,
      code !== null && PERMANENT.has(code),
      code,
    );
  }

  private post(id: string, to: string, body: string): Promise<Response> {
    const { accountSid, authToken, from, apiUrl } = this.twilio;
    const form = new URLSearchParams({
      To: to,
      Body: body,
      [from.startsWith('MG') ? 'MessagingServiceSid' : 'From']: from,
      StatusCallback: `${this.address.get()}${TWILIO_RECEIPTS}?message=${id}`,
    });
    return fetch(`${apiUrl}/2010-04-01/Accounts/${accountSid}/Messages.json`, {
      method: 'POST',
      body: form,
      headers: {
        authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
        // Twilio leaves out a repeat of the same key: https://www.twilio.com/docs/usage/requests-to-twilio
        'i-twilio-idempotency-token': id,
      },
      redirect: 'manual',
      signal: AbortSignal.timeout(this.timeoutMs),
    });
  }
}
