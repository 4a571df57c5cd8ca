import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import type {
  NewPasskey,
  PasskeyAnswer,
  PasskeyCreationOptions,
  PasskeyRequestOptions,
} from '@relink/contract';

/** What a test lets an authenticator do otherwise than a right one. */
export type Oddities = {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  /** False: it was touched, but nobody unlocked it. */
  readonly verified?: boolean;
  readonly counter?: number;
};

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const CREDENTIAL_INCLUDED = 0x40;

const text = (bytes: Buffer): string => bytes.toString('base64url');
const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest();

/**
 * An authenticator in software, with one passkey on ES256: what a phone does, made so that it can also be done wrongly.
 * Source: WebAuthn Level 3, 6.1 and 6.5; CBOR: RFC 8949; COSE keys: RFC 9053 7.1.
 */
export class Authenticator {
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private counter = 0;
  readonly id = randomBytes(32);

  constructor(
    private readonly rpId: string,
    private readonly origin: string,
  ) {}

  /** A copy of it, as a thief would make one: the same key, and a counter that stays behind. */
  copy(): Authenticator {
    return Object.assign(new Authenticator(this.rpId, this.origin), {
      keys: this.keys,
      counter: this.counter,
      id: this.id,
    });
  }

  make(options: PasskeyCreationOptions, odd: Oddities = {}): NewPasskey {
    const data = Buffer.concat([
      this.authenticatorData(CREDENTIAL_INCLUDED, odd),
      Buffer.alloc(16),
      Buffer.from([this.id.length >> 8, this.id.length & 255]),
      this.id,
      coseKey(this.keys.publicKey),
    ]);
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      cborText('fmt'),
      cborText('none'),
      cborText('attStmt'),
      Buffer.from([0xa0]),
      cborText('authData'),
      cborBytes(data),
    ]);
    return {
      ...this.named(),
      response: {
        clientDataJSON: text(this.clientData('webauthn.create', options.challenge, odd)),
        attestationObject: text(attestation),
        transports: ['internal'],
      },
    };
  }

  sign(options: PasskeyRequestOptions, odd: Oddities = {}): PasskeyAnswer {
    this.counter += 1;
    const clientData = this.clientData('webauthn.get', options.challenge, odd);
    const data = this.authenticatorData(0, odd);
    const signature = createSign('sha256')
      .update(Buffer.concat([data, sha256(clientData)]))
      .sign(this.keys.privateKey);
    return {
      ...this.named(),
      response: {
        clientDataJSON: text(clientData),
        authenticatorData: text(data),
        signature: text(signature),
      },
    };
  }

  private named() {
    const id = text(this.id);
    return { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} };
  }

  private clientData(type: string, challenge: string, odd: Oddities): Buffer {
    return Buffer.from(
      JSON.stringify({ type, challenge: odd.challenge ?? challenge, origin: odd.origin ?? this.origin }),
    );
  }

  private authenticatorData(flags: number, { rpId = this.rpId, verified = true, counter }: Oddities): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter ?? this.counter);
    const all = flags | USER_PRESENT | (verified ? USER_VERIFIED : 0);
    return Buffer.concat([sha256(rpId), Buffer.from([all]), count]);
  }
}

function cborText(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
}

function cborBytes(value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x59, value.length >> 8, value.length & 255]), value]);
}

/** The map {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const coordinate = (label: number, value: string) =>
    Buffer.concat([Buffer.from([label, 0x58, 32]), Buffer.from(value, 'base64url')]);
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]),
    coordinate(0x21, x),
    coordinate(0x22, y),
  ]);
}
