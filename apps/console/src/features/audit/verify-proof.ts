import {
  bytesOfBase64,
  leafHashOf,
  mayHaveExpired,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  utf8Of,
  verifyInclusion,
  verifyNote,
} from '@relink/domain';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** A proof as the api gives it; hashes are base64. */
export type Proof = {
  readonly eventId: string;
  readonly seq: number;
  readonly leafHash: string;
  /** The text that was hashed (RFC 8785); null: the server leaves it out. */
  readonly canonical: string | null;
  readonly path: readonly string[];
  readonly checkpoint: {
    readonly size: number;
    readonly root: string;
    readonly note: string;
    readonly at: string;
  };
  /** C2SP signed-note: name, id and key with plus signs between. */
  readonly verifierKey: string;
};

/** What was found, each by this browser's own arithmetic. */
export type Verified = {
  /**
   * The event's text has the hash that the log keeps. Where the server leaves it out: `expired` where policy may have let it
   * go, by the event's own time; `withheld` where it is too young for that.
   */
  readonly text: 'right' | 'wrong' | 'expired' | 'withheld';
  /** The hash is in the tree that the checkpoint stands over. */
  readonly inclusion: boolean;
  /** The checkpoint is signed by the key that the log names. */
  readonly signature: boolean;
};

/** Ed25519 as the strict verifiers have it (ZIP 215 off): one signature, one meaning. */
const isSigned = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
};

/**
 * Verifies one event's proof without trusting the server for anything but the key: compare that with the one you were
 * given, and for the id, which is that of the event that was asked for. Never throws.
 */
export function verifyProof(proof: Proof, eventId: string, now: Date): Verified {
  const { seq, canonical, checkpoint, verifierKey } = proof;
  const leafHash = bytesOfBase64(proof.leafHash) ?? new Uint8Array(0);
  const path = proof.path.map((hash) => bytesOfBase64(hash) ?? new Uint8Array(0));
  const note = parseNote(checkpoint.note);
  const signed = note && parseCheckpoint(note.text);
  const key = parseVerifierKey(sha256, verifierKey);
  return {
    text: judgeText(canonical, leafHash, eventId, now),
    // The signed note's size and root, never the ones beside it.
    inclusion:
      signed !== null &&
      verifyInclusion(sha256, { leafHash, index: seq, size: signed.size, path, root: signed.root }),
    signature:
      note !== null && signed !== null && key?.name === signed.origin && verifyNote(note, key, isSigned),
  };
}

function judgeText(
  canonical: string | null,
  leafHash: Uint8Array,
  eventId: string,
  now: Date,
): Verified['text'] {
  if (canonical === null) return mayHaveExpired(eventId, now) ? 'expired' : 'withheld';
  return isTextOf(canonical, leafHash, eventId) ? 'right' : 'wrong';
}

/** Whether the text has that hash, and is that of the event that is shown. */
function isTextOf(canonical: string, leafHash: Uint8Array, eventId: string): boolean {
  const hash = leafHashOf(sha256, utf8Of(canonical));
  if (hash.length !== leafHash.length || !hash.every((byte, at) => byte === leafHash[at])) return false;
  try {
    return (JSON.parse(canonical) as { id?: unknown }).id === eventId;
  } catch {
    return false;
  }
}
