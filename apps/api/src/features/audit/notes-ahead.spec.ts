import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noteKeyId, noteText, signedNote, verifierKeyText } from '@relink/domain';
import fc from 'fast-check';
import {
  leafHash,
  LogVerifier,
  NotesAhead,
  notesIn,
  notesOfFile,
  parseKey,
  Tree,
  type Verification,
  verifyLogLines,
} from '../../../verifier/verify.mjs';

const ORIGIN = 'desk.example/log';
const LEAVES = 120;
const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const keys = generateKeyPairSync('ed25519');
const publicKey = new Uint8Array(keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32));
const key = parseKey(verifierKeyText(sha256, ORIGIN, publicKey))!;

/** A log of events that are nothing but their ids, and the note of each of its sizes. */
const canonicals = Array.from({ length: LEAVES }, (_, seq) => {
  const id = `0190f2a0-0000-7000-8000-${String(seq).padStart(12, '0')}`;
  return `{"accountId":null,"action":"a","actor":{"address":null,"id":null,"kind":"system"},"at":"2026-01-01T00:00:00.000Z","id":"${id}"}`;
});
const lines = canonicals.map((canonical, seq) =>
  JSON.stringify({ seq, canonical, leafHash: leafHash(Buffer.from(canonical)).toString('base64') }),
);
const tree = new Tree();
const notes = [0, ...canonicals].map((canonical, size) => {
  if (typeof canonical === 'string') tree.append(leafHash(Buffer.from(canonical)).toString('latin1'));
  return noteOf(size, Buffer.from(tree.root(), 'latin1'));
});

function noteOf(size: number, root: Uint8Array): string {
  const text = noteText({ origin: ORIGIN, size, root });
  const signature = new Uint8Array(sign(null, Buffer.from(text), keys.privateKey));
  const keyId = noteKeyId(sha256, ORIGIN, publicKey);
  return signedNote(text, [{ name: ORIGIN, keyId, signature }]);
}

async function* oneByOne(all: readonly string[]): AsyncGenerator<string> {
  yield* all;
}

describe('the notes of a file, read a piece at a time', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'relink-notes-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  const inFile = (text: string) => {
    const path = join(folder, 'notes.txt');
    writeFileSync(path, text);
    return notesOfFile(path);
  };
  const all = async (text: string) => {
    const { count, notes: found } = await inFile(text);
    const list: string[] = [];
    for await (const note of found) list.push(note);
    expect(list).toHaveLength(count);
    return list;
  };
  const verify = (
    log: readonly string[],
    checkpoints: Iterable<string> | AsyncIterable<string>,
    witness = checkpoints,
  ) => verifyLogLines(oneByOne(log), { key, checkpoints, witness });
  const kinds = ({ faults }: Verification) => faults.map(({ kind }) => kind);

  it('are those of the file as a whole, whatever a crash or an attacker left in it', async () => {
    const line = fc.constantFrom(
      '',
      '',
      '— x y',
      '— ',
      'desk',
      '12',
      '7',
      'root',
      'é\u2028',
      '\r',
      '— \u{1f600} z',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 40 }), fc.boolean(), async (some, ended) => {
        const text = some.join('\n') + (ended ? '\n' : '');
        expect((await all(text)).sort()).toEqual(notesIn(text).sort());
      }),
    );
  });

  it('are the same where a note lies across two pieces of the file', async () => {
    const many = Array.from({ length: 30 }, () => notes).flat();
    expect((await all(many.join('\n'))).sort()).toEqual([...many].sort());
  });

  it('come in the order of their sizes, in whatever order they stand', async () => {
    const shuffled = fc.shuffledSubarray(notes, { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(shuffled, async (some) => {
        const sizes = (await all(some.join('\n'))).map((note) => Number(note.split('\n')[1]));
        expect(sizes).toEqual([...sizes].sort((one, other) => one - other));
        expect(sizes).toHaveLength(some.length);
      }),
      { numRuns: 40 },
    );
  });

  it('prove a log as they stand, and a log that was cut, forked or changed is found out by any of them', async () => {
    expect(await verify(lines, (await inFile(notes.join('\n'))).notes, [])).toMatchObject({
      outcome: 'sound',
      checkpointSize: LEAVES,
    });
    const forked = noteOf(50, sha256(Buffer.from('another log')));
    const stranger = notes[60]!.replace('desk.example/log\n', 'desk.example/other\n');
    const shuffled = fc.shuffledSubarray(notes.slice(1), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(shuffled, fc.integer({ min: 1, max: LEAVES }), async (some, cut) => {
        const text = (more: readonly string[]) => [...more, ...some].join('\n');
        const read = async (log: readonly string[], ...more: string[]) =>
          kinds(await verify(log, [], (await inFile(text(more))).notes));
        expect(await read(lines)).toEqual([]);
        expect(await read(lines, forked)).toEqual(['fork']);
        expect(await read(lines, stranger)).toEqual(['checkpoint']);
        const beyond = some.filter((note) => Number(note.split('\n')[1]) > cut).length;
        const ofCut = await read(lines.slice(0, cut));
        expect(ofCut.filter((kind) => kind === 'cut')).toHaveLength(beyond);
        expect((await verify(lines, [...some].reverse(), [])).outcome).toBe('sound');
      }),
      { numRuns: 30 },
    );
  });

  it('are never more in memory than stand before the leaves that are looked at', async () => {
    const log = new LogVerifier({ key });
    let given = 0;
    function* counted() {
      for (const note of notes) {
        given++;
        yield note;
      }
    }
    const ahead = new NotesAhead(log, 'the witness', counted());
    for (const size of [10, 20, 50]) {
      await ahead.fill(size);
      // One more than those up to that size: it says of how many leaves it is.
      expect(given).toBe(size + 2);
      for (const canonical of canonicals.slice(size === 10 ? 0 : size === 20 ? 10 : 20, size)) {
        log.leaves(Buffer.alloc(16), leafHash(Buffer.from(canonical)));
        log.passAll();
      }
    }
  });

  it('that come after their leaf are a fault: they were compared with nothing', async () => {
    const unordered = oneByOne([notes[50]!, notes[10]!, notes[60]!]);
    const found = await verify(lines, unordered, []);
    expect(kinds(found)).toEqual(['checkpoint']);
    expect(found.faults[0]!.sentence).toMatch(/compared with nothing/);
  });
});
