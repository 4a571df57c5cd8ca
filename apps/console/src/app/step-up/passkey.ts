import type { NewPasskey, PasskeyAnswer, PasskeyCreationOptions } from '@relink/contract';
import { problemError, request } from '../request.ts';

type RequestOptions = Parameters<
  typeof import('@simplewebauthn/browser').startAuthentication
>[0]['optionsJSON'];
type CreationOptions = Parameters<
  typeof import('@simplewebauthn/browser').startRegistration
>[0]['optionsJSON'];

const browserPart = () => import('@simplewebauthn/browser');

/** Whether this browser knows passkeys at all, and the page is one that may use them. */
export function knowsPasskeys(): boolean {
  return typeof PublicKeyCredential === 'function';
}

/** Has one of the agent's passkeys sign what the desk asks for now. */
export async function signWithPasskey(): Promise<PasskeyAnswer> {
  const { json } = await request('/api/passkey-challenges', { method: 'POST' });
  const { startAuthentication } = await browserPart();
  // The desk made these for the browser: it checks them itself.
  return (await startAuthentication({ optionsJSON: json as RequestOptions }).catch(givenUp)) as PasskeyAnswer;
}

/** Lets the browser make a passkey as the desk wants it. */
export async function makePasskey(options: PasskeyCreationOptions): Promise<NewPasskey> {
  const { startRegistration } = await browserPart();
  return (await startRegistration({
    optionsJSON: options as unknown as CreationOptions,
  }).catch(givenUp)) as NewPasskey;
}

/** Whoever closes the browser's window has said no, and the page can say so. */
function givenUp(): never {
  throw problemError(0, { code: 'unreadable', title: 'relink.factors.passkeyNotGiven' });
}
