import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { hostname } from 'node:os';
import { Inject, Injectable } from '@nestjs/common';
import {
  noteKeyId,
  parseNote,
  signedNote,
  utf8Of,
  type VerifierKey,
  verifierKeyText,
  type VerifyEd25519,
  verifyNote,
} from '@relink/domain';
import { DataSource } from 'typeorm';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';
import { sha256 } from './log-tree.ts';

type Row = { origin: string; public_key: Buffer };

const FIND = 'select origin, public_key from audit_signing_key';
const FIND_SEALED = 'select sealed from audit_signing_key where origin = $1';
const MAKE =
  'insert into audit_signing_key (origin, public_key, sealed) values ($1, $2, $3) on conflict do nothing';
// What stands before the 32 bytes of a key in its DER form: RFC 8410.
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Ed25519 (RFC 8032) by Node. */
export const verifyEd25519: VerifyEd25519 = (publicKey, message, signature) => {
  const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
  return verify(null, message, key, signature);
};

/** The log's own key: made once, its private half sealed. Its public half is what an auditor knows the log by. */
@Injectable()
export class LogKey {
  private known: Row | undefined;
  private privateKey: KeyObject | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly sealing: Sealing,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** What verifies the log's notes; undefined before the first worker ran. */
  async find(): Promise<VerifierKey | undefined> {
    const row = await this.read();
    if (!row) return undefined;
    const { origin: name, public_key: publicKey } = row;
    return { name, publicKey, id: noteKeyId(sha256, name, publicKey) };
  }

  /** The verifier key as it is handed on; null before the first worker ran. */
  async text(): Promise<string | null> {
    const key = await this.find();
    return key ? verifierKeyText(sha256, key.name, key.publicKey) : null;
  }

  /** The verifier key, made where there is none. */
  async ensure(): Promise<VerifierKey> {
    const found = await this.find();
    if (found) return found;
    const seed = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });
    const key = seed.subarray(PKCS8.length);
    const publicKey = publicHalf(privateKeyOf(key));
    const origin = `${this.host()}/audit/${publicKey.toString('hex', 0, 4)}`;
    await runSql(poolOf(this.source), MAKE, [origin, publicKey, this.sealing.sealSigningKey(origin, key)]);
    const made = await this.find();
    if (!made) throw new Error('The key of the log could be neither made nor found.');
    return made;
  }

  /** Signs the text of a note. */
  async sign(text: string): Promise<string> {
    const { name, id: keyId } = await this.ensure();
    this.privateKey ??= privateKeyOf(await this.readSealed(name));
    return signedNote(text, [{ name, keyId, signature: sign(null, utf8Of(text), this.privateKey) }]);
  }

  /** Whether a note is one of this log's own. */
  async isOwn(note: string): Promise<boolean> {
    const [parsed, key] = [parseNote(note), await this.find()];
    return parsed !== null && key !== undefined && verifyNote(parsed, key, verifyEd25519);
  }

  private async read(): Promise<Row | undefined> {
    this.known ??= (await runSql<Row>(poolOf(this.source), FIND))[0];
    return this.known;
  }

  /** Read whenever it is needed: a rotation of the master key seals it anew, maybe long after the public half was read. */
  private async readSealed(origin: string): Promise<Buffer> {
    const [row] = await runSql<{ sealed: Buffer }>(poolOf(this.source), FIND_SEALED, [origin]);
    return this.sealing.openSigningKey(origin, row?.sealed ?? Buffer.of());
  }

  private host(): string {
    const { publicUrl } = this.settings;
    return publicUrl === undefined ? hostname().replace(/[\s+]/g, '-') : new URL(publicUrl).hostname;
  }
}

function privateKeyOf(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

function publicHalf(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(SPKI.length);
}
