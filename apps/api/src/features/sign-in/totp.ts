import { generateSecret, generateURI, verifySync } from 'otplib';

const STEP_SECONDS = 30;

/** A fresh secret for an authenticator app, in base32: 160 bits, as RFC 4226 section 4 asks. */
export function newTotpSecret(): string {
  return generateSecret({ length: 20 });
}

/** What an authenticator app reads from a QR code. */
export function totpUri(secret: string, issuer: string, username: string): string {
  return generateURI({ issuer, label: username, secret });
}

/**
 * The step of time (of 30 s, since 1970) that a code is of, one step early or late at most, and later than `usedStep`;
 * undefined where it is none. Source: RFC 6238 section 5.2.
 */
export function totpStepOf(
  code: string,
  { secret, usedStep }: { readonly secret: string; readonly usedStep: number | null },
  now: Date,
): number | undefined {
  const epoch = Math.floor(now.getTime() / 1000);
  // Every step there could be is used up: the library throws at that.
  if (usedStep !== null && usedStep > Math.floor(epoch / STEP_SECONDS)) return undefined;
  const result = verifySync({
    secret,
    token: code,
    epoch,
    epochTolerance: STEP_SECONDS,
    ...(usedStep !== null && { afterTimeStep: usedStep }),
  });
  return result.valid && 'timeStep' in result ? result.timeStep : undefined;
}
