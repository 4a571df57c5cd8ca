import type {
  NewPasskey,
  PasskeyAnswer,
  PasskeyCreationOptions,
  PasskeyRequestOptions,
} from '@relink/contract';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type WebAuthnCredential,
} from '@simplewebauthn/server';
import type { RelyingParty } from './relying-party.ts';

/** A passkey as the desk keeps it. Nothing of it is secret. */
export type KeptPasskey = {
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
};

// A passkey stands for two things, that one has the device and is who unlocks it, since a step-up asks for it alone.
const VERIFICATION = 'required';

/** What the browser is asked to have signed, by one of these passkeys. */
export async function requestOptions(
  party: RelyingParty,
  passkeys: readonly KeptPasskey[],
  timeoutMs: number,
): Promise<PasskeyRequestOptions> {
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    userVerification: VERIFICATION,
    timeout: timeoutMs,
    allowCredentials: passkeys.map(described),
  });
  return { ...options };
}

/** What the browser is asked to make; it makes none beside those there are. */
export async function creationOptions(
  party: RelyingParty,
  agent: { readonly id: string; readonly username: string; readonly name: string },
  passkeys: readonly KeptPasskey[],
  timeoutMs: number,
): Promise<PasskeyCreationOptions> {
  const options = await generateRegistrationOptions({
    rpID: party.id,
    rpName: party.name,
    userID: new Uint8Array(Buffer.from(agent.id)),
    userName: agent.username,
    userDisplayName: agent.name,
    timeout: timeoutMs,
    // Which maker's device it is is nobody's business here.
    attestationType: 'none',
    excludeCredentials: passkeys.map(described),
    authenticatorSelection: { residentKey: 'preferred', userVerification: VERIFICATION },
  });
  return { ...options };
}

/**
 * The counter that came with a right answer; undefined for a wrong one: another challenge, page, host, key, or a
 * counter that did not rise, as a copied device's would not. Source: WebAuthn Level 3, 7.2.
 */
export async function counterOf(
  answer: PasskeyAnswer,
  challenge: string,
  party: RelyingParty,
  passkey: KeptPasskey,
): Promise<number | undefined> {
  const credential: WebAuthnCredential = {
    id: passkey.credentialId.toString('base64url'),
    publicKey: new Uint8Array(passkey.publicKey),
    counter: passkey.counter,
    transports: [...passkey.transports],
  };
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    credential,
    requireUserVerification: true,
  }).catch(() => ({ verified: false, authenticationInfo: undefined }));
  return verified ? authenticationInfo?.newCounter : undefined;
}

/** A passkey that was made as it was asked for; undefined for any other. Source: WebAuthn Level 3, 7.1. */
export async function madePasskey(
  made: NewPasskey,
  challenge: string,
  party: RelyingParty,
): Promise<KeptPasskey | undefined> {
  const result = await verifyRegistrationResponse({
    response: made,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
  }).catch(() => undefined);
  if (!result?.verified) return undefined;
  const { id, publicKey, counter } = result.registrationInfo.credential;
  return {
    credentialId: Buffer.from(id, 'base64url'),
    publicKey: Buffer.from(publicKey),
    counter,
    transports: made.response.transports ?? [],
  };
}

function described({ credentialId, transports }: KeptPasskey) {
  return { id: credentialId.toString('base64url'), transports: [...transports] };
}
