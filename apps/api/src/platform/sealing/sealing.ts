import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings.ts';

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

/** Keys derived from RELINK_MASTER_KEY, one per use (HKDF, RFC 5869), and what is done with them. */
@Injectable()
export class Sealing {
  private readonly messageKey: Buffer;
  private readonly digestKey: Buffer;
  private readonly wrappingKey: Buffer;
  private readonly factorKey: Buffer;
  private readonly signingKey: Buffer;

  constructor(@Inject(SETTINGS) settings: Pick<Settings, 'masterKey'>) {
    const derive = (use: string) =>
      Buffer.from(hkdfSync('sha256', settings.masterKey, '', `relink ${use}`, 32));
    this.messageKey = derive('message secrets');
    this.digestKey = derive('digests');
    this.wrappingKey = derive('customer keys');
    this.factorKey = derive('agents factors');
    this.signingKey = derive('signing keys');
  }

  /** Seals a code or link while it waits in its message row. */
  sealMessageSecret(messageId: string, secret: object): Buffer {
    return sealWith(this.messageKey, messageId, Buffer.from(JSON.stringify(secret)));
  }

  openMessageSecret(messageId: string, sealed: Buffer): unknown {
    return JSON.parse(openWith(this.messageKey, messageId, sealed).toString()) as unknown;
  }

  /** Seals what an agent's authenticator app shares with the desk. */
  sealFactorSecret(factorId: string, secret: string): Buffer {
    return sealWith(this.factorKey, factorId, Buffer.from(secret));
  }

  openFactorSecret(factorId: string, sealed: Buffer): string {
    return openWith(this.factorKey, factorId, sealed).toString();
  }

  /** Seals the half of the log's key that signs. */
  sealSigningKey(origin: string, key: Buffer): Buffer {
    return sealWith(this.signingKey, origin, key);
  }

  openSigningKey(origin: string, sealed: Buffer): Buffer {
    return openWith(this.signingKey, origin, sealed);
  }

  /** A keyed digest (HMAC-SHA-256) for codes, tokens and payloads: useless to who only has the database. */
  digest(use: string, value: string | Buffer): Buffer {
    return createHmac('sha256', this.digestKey).update(use).update('\0').update(value).digest();
  }

  wrapCustomerKey(accountId: string, key: Buffer): Buffer {
    return sealWith(this.wrappingKey, accountId, key);
  }

  unwrapCustomerKey(accountId: string, wrapped: Buffer): Buffer {
    return openWith(this.wrappingKey, accountId, wrapped);
  }
}
