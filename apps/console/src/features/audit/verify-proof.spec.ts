import {
  base64Of,
  inclusionPath,
  leafHashOf,
  noteKeyId,
  noteText,
  rootOf,
  signedNote,
  utf8Of,
  verifierKeyText,
} from '@relink/domain';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type Proof, verifyProof } from './verify-proof.ts';

const ORIGIN = 'relink.example/log';
const NOW = new Date('2026-11-22T09:00:00Z');
const SECRET = new Uint8Array(32).fill(7);
const ID = '0190f2a0-0000-7000-8000-000000000005';
const texts = Array.from({ length: 11 }, (_, nth) =>
  JSON.stringify({ id: `0190f2a0-0000-7000-8000-00000000000${nth.toString(16)}` }),
);

function proofOf(index: number, origin = ORIGIN): Proof {
  const leaves = texts.map((text) => leafHashOf(sha256, utf8Of(text)));
  const root = rootOf(sha256, leaves);
  const publicKey = ed25519.getPublicKey(SECRET);
  const text = noteText({ origin, size: leaves.length, root });
  const signature = ed25519.sign(utf8Of(text), SECRET);
  const keyId = noteKeyId(sha256, ORIGIN, publicKey);
  return {
    eventId: ID,
    seq: index,
    leafHash: base64Of(leaves[index] ?? new Uint8Array(0)),
    canonical: texts[index] ?? null,
    path: inclusionPath(sha256, leaves, index).map(base64Of),
    checkpoint: {
      size: leaves.length,
      root: base64Of(root),
      note: signedNote(text, [{ name: ORIGIN, keyId, signature }]),
      at: '2026-11-22T09:00:00.000Z',
    },
    verifierKey: verifierKeyText(sha256, ORIGIN, publicKey),
  };
}

const flipped = (text: string, at: number) =>
  text.slice(0, at) + (text.charAt(at) === 'A' ? 'B' : 'A') + text.slice(at + 1);

describe('a proof that is verified in the browser', () => {
  const proof = proofOf(5);

  it('is right when the text, the path and the signature are', () => {
    expect(verifyProof(proof, ID, NOW)).toEqual({ text: 'right', inclusion: true, signature: true });
  });

  it('says of an expired text no more than it knows', () => {
    expect(verifyProof({ ...proof, canonical: null }, ID, NOW)).toEqual({
      text: 'expired',
      inclusion: true,
      signature: true,
    });
  });

  it('is told from one whose text the server withholds, however the server dates it', () => {
    // The event is of July 2024: until August 2025 no policy lets it go.
    const young = {
      ...proof,
      canonical: null,
      checkpoint: { ...proof.checkpoint, at: '2031-01-01T00:00:00Z' },
    };
    expect(verifyProof(young, ID, new Date('2025-07-31T23:00:00Z'))).toMatchObject({ text: 'withheld' });
    expect(verifyProof(young, ID, new Date('2025-08-01T01:00:00Z'))).toMatchObject({ text: 'expired' });
  });

  it('is refused for another event, another text, another place', () => {
    expect(verifyProof(proof, '0190f2a0-0000-7000-8000-000000000006', NOW).text).toBe('wrong');
    expect(verifyProof({ ...proof, canonical: texts[6] ?? null }, ID, NOW).text).toBe('wrong');
    expect(verifyProof({ ...proof, seq: 4 }, ID, NOW).inclusion).toBe(false);
    expect(verifyProof({ ...proof, canonical: 'no json' }, ID, NOW).text).toBe('wrong');
  });

  it('is refused when a hash, the note or the key was touched', () => {
    expect(verifyProof({ ...proof, leafHash: flipped(proof.leafHash, 3) }, ID, NOW)).toMatchObject({
      text: 'wrong',
      inclusion: false,
    });
    for (const [nth, hash] of proof.path.entries()) {
      const path = proof.path.with(nth, flipped(hash, 5));
      expect(verifyProof({ ...proof, path }, ID, NOW).inclusion).toBe(false);
    }
    const { note } = proof.checkpoint;
    for (let at = 0; at < note.length; at++) {
      const found = verifyProof(
        { ...proof, checkpoint: { ...proof.checkpoint, note: flipped(note, at) } },
        ID,
        NOW,
      );
      expect(found.inclusion && found.signature).toBe(false);
    }
    expect(verifyProof({ ...proof, verifierKey: flipped(proof.verifierKey, 40) }, ID, NOW).signature).toBe(
      false,
    );
  });

  it('trusts the signed note alone, not the size and root beside it', () => {
    const beside = { ...proof.checkpoint, size: 3, root: 'wrong' };
    expect(verifyProof({ ...proof, checkpoint: beside }, ID, NOW).inclusion).toBe(true);
  });

  it('is refused when the key signs for another log', () => {
    expect(verifyProof(proofOf(5, 'elsewhere.example/log'), ID, NOW).signature).toBe(false);
  });
});
