import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { Settings } from '../../platform/config/settings.ts';

/** Who passkeys are made for: a host name, and the origin that pages of the desk have. */
export type RelyingParty = { readonly id: string; readonly origin: string; readonly name: string };

/**
 * The host of RELINK_PUBLIC_URL; without one, localhost, where the desk is opened by that name. Undefined elsewhere: no
 * browser makes a passkey for an address of numbers, and a host that a request names is nobody's word.
 * Source: WebAuthn Level 3, 5.1.3 and 13.4.9.
 */
export function relyingPartyOf(
  request: Pick<FastifyRequest, 'hostname' | 'host' | 'protocol'>,
  { publicUrl, shopName }: Pick<Settings, 'publicUrl' | 'shopName'>,
): RelyingParty | undefined {
  const name = `Relink, ${shopName}`;
  if (publicUrl !== undefined) {
    const { hostname, origin } = new URL(publicUrl);
    return isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? { id: hostname, origin, name } : undefined;
  }
  if (request.hostname !== 'localhost') return undefined;
  return { id: 'localhost', origin: `${request.protocol}://${request.host}`, name };
}
