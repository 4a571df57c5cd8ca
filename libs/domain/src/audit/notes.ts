import { base64Of, bytesOfBase64, hexOf, joinBytes, sameBytes, utf8Of } from './bytes.ts';
import type { Sha256 } from './merkle-tree.ts';

/**
 * What a checkpoint says of the log: a tree of `size` leaves has this root. The body of a C2SP tlog-checkpoint
 * (https://c2sp.org/tlog-checkpoint).
 */
export type CheckpointBody = {
  /** The log's own name, which no other log has. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** Further lines, each with something in it. */
  readonly extensions?: readonly string[];
};

/** A key that verifies notes (C2SP signed-note, "verifier keys"), for Ed25519 (RFC 8032). */
export type VerifierKey = {
  readonly name: string;
  /** The first 4 bytes of SHA-256 over the name, a newline, a byte of 1 and the key. */
  readonly id: Uint8Array;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
};

/** One signature under a note. Who made it is known only once it was verified. */
export type NoteSignature = {
  readonly name: string;
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
};

/** A signed note taken apart (https://c2sp.org/signed-note): nothing in it is verified. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** Whether a signature over a message is the key's own, by Ed25519 (RFC 8032). */
export type VerifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

const ED25519 = Uint8Array.of(1);
const NEWLINE = Uint8Array.of(10);
const NAME = /^[^\s+\p{Cc}\p{Cs}]+$/u;
// A note comes from outside: more than this is nobody's.
const LONGEST_NOTE = 1_000_000;
const MOST_SIGNATURES = 100;

/** The text of a checkpoint, to be signed. Throws RangeError for a name, size, root or line that a note cannot hold. */
export function noteText({ origin, size, root, extensions = [] }: CheckpointBody): string {
  const fits =
    NAME.test(origin) &&
    Number.isSafeInteger(size) &&
    size >= 0 &&
    root.length === 32 &&
    extensions.every(isLine);
  if (!fits) throw new RangeError('This is not a checkpoint.');
  return [origin, String(size), base64Of(root), ...extensions].map((line) => `${line}\n`).join('');
}

/** Reads the text of a checkpoint; null where it is none. */
export function parseCheckpoint(text: string): CheckpointBody | null {
  if (!text.endsWith('\n')) return null;
  const [origin = '', size = '', root = '', ...extensions] = text.slice(0, -1).split('\n');
  const bytes = bytesOfBase64(root);
  if (!NAME.test(origin) || !/^(0|[1-9]\d*)$/.test(size) || bytes?.length !== 32) return null;
  if (!Number.isSafeInteger(Number(size)) || !extensions.every(isLine)) return null;
  return { origin, size: Number(size), root: bytes, extensions };
}

/** A note with its signatures below it, as it is kept and handed on. */
export function signedNote(text: string, signatures: readonly NoteSignature[]): string {
  const lines = signatures.map(
    ({ name, keyId, signature }) => `\u2014 ${name} ${base64Of(joinBytes(keyId, signature))}\n`,
  );
  return `${text}\n${lines.join('')}`;
}

/** Takes a signed note apart; null where it is malformed. Says nothing about whether a signature is right. */
export function parseNote(note: string): Note | null {
  const end = note.lastIndexOf('\n\n');
  // Of control characters a note holds the newline only.
  if (end < 0 || note.length > LONGEST_NOTE || !note.endsWith('\n') || /[^\P{Cc}\n]|\p{Cs}/u.test(note))
    return null;
  const signatures = note
    .slice(end + 2, -1)
    .split('\n')
    .map(signatureOf);
  if (signatures.length > MOST_SIGNATURES) return null;
  const read = signatures.filter((signature) => signature !== null);
  return read.length === signatures.length ? { text: note.slice(0, end + 1), signatures: read } : null;
}

/** The id of an Ed25519 key of that name. */
export function noteKeyId(sha256: Sha256, name: string, publicKey: Uint8Array): Uint8Array {
  return sha256(joinBytes(utf8Of(name), NEWLINE, ED25519, publicKey)).slice(0, 4);
}

/** A verifier key as it is written down and handed on: the name, the id and the key, with plus signs between. */
export function verifierKeyText(sha256: Sha256, name: string, publicKey: Uint8Array): string {
  return `${name}+${hexOf(noteKeyId(sha256, name, publicKey))}+${base64Of(joinBytes(ED25519, publicKey))}`;
}

/** Reads a verifier key; null where it is malformed, of another kind than Ed25519, or its id is not its own. */
export function parseVerifierKey(sha256: Sha256, text: string): VerifierKey | null {
  const [, name = '', id = '', key = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  const bytes = bytesOfBase64(key);
  if (!NAME.test(name) || bytes?.length !== 33 || bytes[0] !== 1) return null;
  const publicKey = bytes.slice(1);
  const keyId = noteKeyId(sha256, name, publicKey);
  return hexOf(keyId) === id ? { name, id: keyId, publicKey } : null;
}

/**
 * Whether a note carries a right signature of the key. A wrong one that goes by the key's name and id condemns the note,
 * whatever stands beside it.
 */
export function verifyNote(note: Note, key: VerifierKey, verify: VerifyEd25519): boolean {
  const own = note.signatures.filter(({ name, keyId }) => name === key.name && sameBytes(keyId, key.id));
  const message = utf8Of(note.text);
  return own.length > 0 && own.every(({ signature }) => verify(key.publicKey, message, signature));
}

function signatureOf(line: string): NoteSignature | null {
  const [, name = '', encoded = ''] = /^\u2014 ([^ ]+) ([^ ]+)$/u.exec(line) ?? [];
  const bytes = bytesOfBase64(encoded);
  if (!NAME.test(name) || bytes === null || bytes.length < 5) return null;
  return { name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) };
}

function isLine(text: string): boolean {
  return text !== '' && !/[\p{Cc}\p{Cs}]/u.test(text);
}
