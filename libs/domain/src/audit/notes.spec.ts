import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { base64Of, bytesOfBase64, utf8Of } from './bytes.ts';
import {
  noteText,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  signedNote,
  verifierKeyText,
  type VerifyEd25519,
  verifyNote,
} from './notes.ts';

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const ed25519: VerifyEd25519 = (publicKey, message, signature) => {
  const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
  return verify(null, message, key, signature);
};

// golang.org/x/mod/sumdb/note, the example of its documentation.
const GO = {
  seed: 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  signature: 'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=',
};
const goNote = `${GO.text}\n\u2014 PeterNeumann ${GO.signature}\n`;

describe('a signed note', () => {
  it.each([
    [GO.key, goNote],
    // The example of the C2SP specification.
    [
      'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
      'This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
    ],
  ])('of another implementation is verified by its key %s', (key, text) => {
    const note = parseNote(text)!;
    expect(verifyNote(note, parseVerifierKey(sha256, key)!, ed25519)).toBe(true);
    expect(signedNote(note.text, note.signatures)).toBe(text);
  });

  it('is signed byte for byte as the other implementation signs it', () => {
    const seed = bytesOfBase64(GO.seed)!.slice(1);
    const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
    const key = parseVerifierKey(sha256, GO.key)!;
    const signature = new Uint8Array(sign(null, utf8Of(GO.text), privateKey));
    expect(signedNote(GO.text, [{ name: key.name, keyId: key.id, signature }])).toBe(goNote);
    expect(verifierKeyText(sha256, key.name, key.publicKey)).toBe(GO.key);
  });

  it('is accepted for no character of it changed', () => {
    const key = parseVerifierKey(sha256, GO.key)!;
    const accepted = [...goNote].flatMap((character, at) =>
      ['a', '\n', ' ', '+', String.fromCodePoint(character.codePointAt(0)! ^ 1)]
        .filter((other) => other !== character)
        .map((other) => `${[...goNote].slice(0, at).join('')}${other}${[...goNote].slice(at + 1).join('')}`)
        .filter((forged) => {
          const note = parseNote(forged);
          return note !== null && verifyNote(note, key, ed25519);
        }),
    );
    expect(accepted).toEqual([]);
  });

  it('is not verified by another key, nor without a signature, nor beside a forged one of the same name', () => {
    const note = parseNote(goNote)!;
    const key = parseVerifierKey(sha256, GO.key)!;
    const [own] = note.signatures;
    const other = { ...own!, name: 'SomebodyElse' };
    const forged = { ...own!, signature: own!.signature.map((byte) => byte ^ 1) };
    expect(verifyNote({ ...note, signatures: [other] }, key, ed25519)).toBe(false);
    expect(verifyNote({ ...note, signatures: [other, own!] }, key, ed25519)).toBe(true);
    expect(verifyNote({ ...note, signatures: [own!, forged] }, key, ed25519)).toBe(false);
    expect(verifyNote({ ...note, signatures: [] }, key, ed25519)).toBe(false);
  });

  it.each([
    '',
    '\n',
    'text\n',
    'text\n\n',
    'text\n\nno dash\n',
    'a\u0001\n\n\u2014 x AAAAAAAA\n',
    goNote.trimEnd(),
  ])('is not read from %j', (text) => {
    expect(parseNote(text)).toBeNull();
  });

  it('never throws, whatever it is read from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, more) => {
        parseNote(text);
        parseNote(`${text}\n\n\u2014 ${more}\n`);
        parseCheckpoint(text);
        parseVerifierKey(sha256, `${text}+00000000+${more}`);
      }),
    );
  });
});

describe('a verifier key', () => {
  it.each([
    'PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'PeterNeumann+c74f20a3+AhpcOQcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'PeterNeumann+c74f20a3',
  ])('is refused as %s', (text) => {
    expect(parseVerifierKey(sha256, text)).toBeNull();
  });
});

describe('a checkpoint', () => {
  const root = bytesOfBase64('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=')!;
  // The example of the C2SP specification.
  const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';

  it('is written and read as the specification shows it', () => {
    const body = { origin: 'example.com/behind-the-sofa', size: 20852163, root };
    expect(noteText(body)).toBe(text);
    expect(parseCheckpoint(text)).toEqual({ ...body, extensions: [] });
  });

  it('keeps what stands on further lines', () => {
    const body = {
      origin: 'desk.example/audit',
      size: 0,
      root,
      extensions: ['settled 2026-01-01T00:00:00.000Z'],
    };
    expect(parseCheckpoint(noteText(body))).toEqual(body);
  });

  it.each([
    text.trimEnd(),
    text.replace('20852163', '020852163'),
    text.replace('20852163', '-1'),
    text.replace('20852163', '99999999999999999999'),
    text.replace('q2I=', 'q2J='),
    text.replace('behind-the', 'behind the'),
    `${text}\n`,
  ])('is not read from %j', (other) => {
    expect(parseCheckpoint(other)).toBeNull();
  });

  it.each([
    { origin: 'two words', size: 1, root },
    { origin: 'a+b', size: 1, root },
    { origin: 'a', size: -1, root },
    { origin: 'a', size: 1, root: root.slice(1) },
    { origin: 'a', size: 1, root, extensions: [''] },
    { origin: 'a', size: 1, root, extensions: ['two\nlines'] },
  ])('cannot be made of $origin, $size, $extensions', (body) => {
    expect(() => noteText(body)).toThrow(RangeError);
  });
});

describe('bytes', () => {
  it('are written in Base64 and UTF-8 as everywhere', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string({ unit: 'grapheme' }), (bytes, text) => {
        expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(bytesOfBase64(base64Of(bytes))).toEqual(Uint8Array.from(bytes));
        expect(utf8Of(text)).toEqual(Uint8Array.from(Buffer.from(text)));
      }),
    );
  });
});
