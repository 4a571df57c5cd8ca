import { createHmac, timingSafeEqual } from 'node:crypto';

/** The header that proves who sent a request: `t=<Unix seconds>,v1=<hex>`. */
export const SIGNATURE_HEADER = 'relink-signature';

const VALID_SECONDS = 300;

/** The header of a body: `v1` is the HMAC-SHA-256 of `<t>.<body>` under the shared secret. */
export function signatureOf(body: string, secret: string, unixSeconds: number): string {
  return `t=${String(unixSeconds)},v1=${hmac(body, secret, unixSeconds).toString('hex')}`;
}

/** Whether a header signs exactly this body, not more than five minutes from `now`. */
export function isSigned(body: string, header: unknown, secret: string, now: Date): boolean {
  const [, seconds, hex] =
    /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(typeof header === 'string' ? header : '') ?? [];
  if (seconds === undefined || hex === undefined) return false;
  const age = Math.abs(now.getTime() / 1000 - Number(seconds));
  return (
    age <= VALID_SECONDS && timingSafeEqual(hmac(body, secret, Number(seconds)), Buffer.from(hex, 'hex'))
  );
}

function hmac(body: string, secret: string, unixSeconds: number): Buffer {
  return createHmac('sha256', secret)
    .update(`${String(unixSeconds)}.${body}`)
    .digest();
}
