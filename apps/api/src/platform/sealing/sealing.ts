import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataKeys, type DataKeyUse, type MasterKeys } from './data-keys.ts';
import { openWithAny, sealWith } from './sealed.ts';

/** What is sealed or digested under the desk's data keys, one per use, which RELINK_MASTER_KEY wraps. */
@Injectable()
export class Sealing {
  constructor(private readonly keys: DataKeys) {}

  /** By master keys alone, as a desk begins: for tools that have no data keys read. */
  static under(masters: MasterKeys): Sealing {
    return new Sealing(new DataKeys(masters));
  }

  /** Seals a code or link while it waits in its message row. */
  sealMessageSecret(messageId: string, secret: object): Buffer {
    return this.seal('message secrets', messageId, Buffer.from(JSON.stringify(secret)));
  }

  openMessageSecret(messageId: string, sealed: Buffer): unknown {
    return JSON.parse(this.open('message secrets', messageId, sealed).toString()) as unknown;
  }

  /**
   * Seals what the desk has to remember between a browser's leaving for the company and its coming back. Under the key of
   * messages' secrets: both live for minutes.
   */
  sealCompanySignIn(name: string, underway: object): Buffer {
    return this.sealMessageSecret(name, underway);
  }

  openCompanySignIn(name: string, sealed: Buffer): unknown {
    return this.openMessageSecret(name, sealed);
  }

  /** Seals what an agent's authenticator app shares with the desk. */
  sealFactorSecret(factorId: string, secret: string): Buffer {
    return this.seal('factor secrets', factorId, Buffer.from(secret));
  }

  openFactorSecret(factorId: string, sealed: Buffer): string {
    return this.open('factor secrets', factorId, sealed).toString();
  }

  /** Seals the half of the log's key that signs. */
  sealSigningKey(origin: string, key: Buffer): Buffer {
    return this.seal('signing keys', origin, key);
  }

  openSigningKey(origin: string, sealed: Buffer): Buffer {
    return this.open('signing keys', origin, sealed);
  }

  /**
   * A keyed digest (HMAC-SHA-256) for codes, tokens and payloads: useless to who only has the database. Its key is wrapped
   * anew by a rotation and stays the same, because a digest cannot be made anew from nothing.
   */
  digest(use: string, value: string | Buffer): Buffer {
    const { key } = this.keys.toSealWith('digests');
    return createHmac('sha256', key).update(use).update('\0').update(value).digest();
  }

  /** Wraps a customer's key. `dataKey` names what it is wrapped with, so that this is not given up meanwhile. */
  wrapCustomerKey(
    accountId: string,
    key: Buffer,
  ): { readonly wrapped: Buffer; readonly dataKey: string | null } {
    const { id, key: wrapping } = this.keys.toSealWith('customer keys');
    return { wrapped: sealWith(wrapping, accountId, key), dataKey: id };
  }

  unwrapCustomerKey(accountId: string, wrapped: Buffer): Buffer {
    return this.open('customer keys', accountId, wrapped);
  }

  private seal(use: DataKeyUse, context: string, plain: Buffer): Buffer {
    return sealWith(this.keys.toSealWith(use).key, context, plain);
  }

  private open(use: DataKeyUse, context: string, sealed: Buffer): Buffer {
    return openWithAny(this.keys.toOpenWith(use), context, sealed);
  }
}
