import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/** AES-256-GCM (NIST SP 800-38D): nonce, ciphertext, tag. `context` is authenticated, so a sealed value cannot be moved to another row. */
export function sealWith(key: Buffer, context: string, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what {@link sealWith} sealed. Throws when the key, the context or a byte is another. */
export function openWith(key: Buffer, context: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(sealed.length - TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
}

/** Opens with the first of several keys that fits. Throws where none does. */
export function openWithAny(keys: readonly Buffer[], context: string, sealed: Buffer): Buffer {
  for (const [at, key] of keys.entries())
    try {
      return openWith(key, context, sealed);
    } catch (fault) {
      if (at === keys.length - 1) throw fault;
    }
  throw new Error('There is no key to open this with.');
}
