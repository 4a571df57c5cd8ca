import { hash, verify } from '@node-rs/argon2';

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB of memory, two passes, one lane. The library's default is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Made once, and only when it is needed: what a name that nobody has is compared with. */
let nobody: Promise<string> | undefined;

/** Hashes a password for keeping. Takes tens of milliseconds: never inside a transaction. */
export function hashPassword(password: string): Promise<string> {
  return hash(sameOnEveryKeyboard(password), COST);
}

/**
 * Whether a password is the one behind a hash. Without a hash it takes as long and says no,
 * so that the time of an answer does not tell whether a name exists.
 */
export async function verifyPassword(kept: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword('the password of nobody');
  const right = await verify(kept ?? (await nobody), sameOnEveryKeyboard(password));
  return kept !== undefined && right;
}

/** One keyboard sends é as one character, another as two: NFKC, as NIST SP 800-63B-4 section 3.1.1.2 asks. */
function sameOnEveryKeyboard(password: string): string {
  return password.normalize('NFKC');
}
