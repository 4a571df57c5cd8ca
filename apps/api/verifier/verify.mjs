/* eslint-disable max-lines -- One file on purpose: an auditor reads it whole, and runs it with nothing but Node. */
/**
 * Verifies the audit log of a Relink desk: RFC 6962 (Merkle tree), RFC 9162, section 2.1 (verifying proofs), C2SP
 * tlog-checkpoint and signed-note, Ed25519 (RFC 8032). Needs Node 20.12 or later and nothing else.
 *
 *   node verify.mjs log <log.ndjson> --key <verifier key> [--checkpoints <notes>] [--witness <notes>]
 *   node verify.mjs export <export.ndjson> --key <verifier key>
 *   node verify.mjs event <proof.json> --key <verifier key>
 *   node verify.mjs consistency <consistency.json> --older <note> --newer <note> --key <verifier key>
 *
 * Ends with 0 where everything holds, 1 where something does not, and 2 where it was asked wrongly.
 * Give the key that you were told once, not one that comes with what you verify.
 */
import * as nodeCrypto from 'node:crypto';
import { createReadStream, readFileSync, realpathSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** @typedef {import('./verify.d.mts').Checkpoint} Checkpoint */
/** @typedef {import('./verify.d.mts').Fault} Fault */
/** @typedef {import('./verify.d.mts').VerifierKey} VerifierKey */

const { createHash, createPublicKey, verify } = nodeCrypto;
const MOST_FAULTS = 1000;
const MINUTE_MS = 60_000;

/** @type {(bytes: Uint8Array) => Buffer} */
export const sha256 =
  typeof nodeCrypto.hash === 'function'
    ? (bytes) => nodeCrypto.hash('sha256', bytes, 'buffer')
    : (bytes) => createHash('sha256').update(bytes).digest();

/**
 * Bytes as a text of one character each: half the time of a Buffer where there is a million of them.
 * @type {(bytes: Uint8Array) => string}
 */
const sha256Text =
  typeof nodeCrypto.hash === 'function'
    ? (bytes) => nodeCrypto.hash('sha256', bytes, 'binary')
    : (bytes) => createHash('sha256').update(bytes).digest('binary');

// ---------------------------------------------------------------------------------------------------- the tree

const node = Buffer.alloc(65, 1);

/** The hash of two subtrees side by side: SHA-256 over a byte of 1 and both (RFC 6962, section 2.1). */
/** @type {(left: Uint8Array, right: Uint8Array) => Buffer} */
export function nodeHash(left, right) {
  node.set(left, 1);
  node.set(right, 33);
  return sha256(node);
}

/** The hash of a leaf: SHA-256 over a byte of 0 and the canonical bytes (RFC 6962, section 2.1). */
/** @type {(canonical: Uint8Array) => Buffer} */
export function leafHash(canonical) {
  return sha256(Buffer.concat([Buffer.of(0), canonical]));
}

/** The same of texts. @type {(left: string, right: string) => string} */
function nodeText(left, right) {
  node.write(left, 1, 32, 'latin1');
  node.write(right, 33, 32, 'latin1');
  return sha256Text(node);
}

/** A tree that only grows: it keeps its complete subtrees, one for each bit of its size. Hashes are texts. */
export class Tree {
  constructor() {
    this.size = 0;
    /** @type {string[]} by level; those whose bit of the size is not set are left over from before */
    this.peaks = [];
  }

  /** @param {string} hash of the next leaf */
  append(hash) {
    let level = 0;
    for (let rest = this.size; rest % 2 === 1; rest = (rest - 1) / 2) {
      hash = nodeText(/** @type {string} */ (this.peaks[level]), hash);
      level++;
    }
    this.peaks[level] = hash;
    this.size++;
  }

  /** @returns {string} */
  root() {
    /** @type {string | undefined} */
    let root;
    for (let level = 0, rest = this.size; rest > 0; level++, rest = Math.floor(rest / 2)) {
      if (rest % 2 === 0) continue;
      const peak = /** @type {string} */ (this.peaks[level]);
      root = root === undefined ? peak : nodeText(peak, root);
    }
    return root ?? sha256Text(Buffer.alloc(0));
  }
}

/** @type {(number: unknown) => number is number} */
const isCount = (number) => Number.isSafeInteger(number) && Number(number) >= 0;
/** @type {(hashes: readonly Uint8Array[]) => boolean} */
const areHashes = (hashes) => hashes.every((hash) => hash instanceof Uint8Array && hash.length === 32);
/** @type {(number: number) => number} */
const half = (number) => Math.floor(number / 2);
/** @type {(one: Uint8Array, other: Uint8Array) => boolean} */
const same = (one, other) => Buffer.compare(one, other) === 0;

/** Whether an inclusion path proves a leaf to be in a tree (RFC 9162, section 2.1.3.2). */
/** @type {typeof import('./verify.d.mts').verifyInclusion} */
export function verifyInclusion({ leafHash: leaf, index, size, path, root }) {
  if (!isCount(index) || !isCount(size) || index >= size || !areHashes([leaf, root, ...path])) return false;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else hash = nodeHash(hash, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && same(hash, root);
}

/** Whether a consistency path proves one tree to be the beginning of another (RFC 9162, section 2.1.4.2). */
/** @type {typeof import('./verify.d.mts').verifyConsistency} */
export function verifyConsistency({ from, fromRoot, to, toRoot, path }) {
  if (!isCount(from) || !isCount(to) || from > to || !areHashes([fromRoot, toRoot, ...path])) return false;
  if (from === to) return path.length === 0 && same(fromRoot, toRoot);
  if (from === 0) return path.length === 0 && same(fromRoot, sha256(Buffer.alloc(0)));
  let [at, last] = [from - 1, to - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  const [first, ...rest] = at === 0 ? [fromRoot, ...path] : path;
  if (first === undefined) return false;
  let [older, newer] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      older = nodeHash(hash, older);
      newer = nodeHash(hash, newer);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else newer = nodeHash(newer, hash);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && same(older, fromRoot) && same(newer, toRoot);
}

// --------------------------------------------------------------------------------------------- signed notes

const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** Bytes of a Base64 text that is the one text of these bytes, or null. */
/** @type {(text: unknown) => Buffer | null} */
function base64(text) {
  if (typeof text !== 'string') return null;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

/** Reads a C2SP verifier key for Ed25519; null where it is malformed. */
/** @type {(text: string) => VerifierKey | null} */
export function parseKey(text) {
  const [, name = '', id = '', key = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? [];
  const bytes = base64(key);
  if (bytes === null || bytes.length !== 33 || bytes[0] !== 1) return null;
  const own = sha256(Buffer.concat([Buffer.from(`${name}\n`), bytes])).subarray(0, 4);
  if (own.toString('hex') !== id) return null;
  const der = Buffer.concat([SPKI, bytes.subarray(1)]);
  return { name, id, publicKey: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
}

/** Finds signed notes among lines: a text, a blank line, signatures. What a crash left half written does not look like one. */
class NoteFinder {
  constructor() {
    /** The lines since the last blank one, or, once `ended`, the text and its signatures. @type {string[]} */
    this.lines = [];
    /** Whether a blank line has followed the text. */
    this.ended = false;
    this.signed = false;
  }

  /** @param {string} line without its line break @returns {string | null} the note that ended before it */
  line(line) {
    if (this.ended && /^\u2014 ./.test(line)) {
      this.lines.push(line);
      this.signed = true;
      return null;
    }
    const note = this.end();
    if (line !== '') this.lines.push(line);
    else if (this.lines.length > 0) {
      this.lines.push('');
      this.ended = true;
    }
    return note;
  }

  /** @returns {string | null} the note that ends here */
  end() {
    if (!this.ended) return null;
    const note = this.signed ? `${this.lines.join('\n')}\n` : null;
    this.lines = [];
    [this.ended, this.signed] = [false, false];
    return note;
  }
}

/**
 * The signed notes of a file, as they stand there. Each line is looked at once, whatever the file is.
 * @type {(text: string) => string[]}
 */
export function notesIn(text) {
  const finder = new NoteFinder();
  // Behind the last line break is no line yet.
  const notes = text
    .split('\n')
    .slice(0, -1)
    .map((line) => finder.line(line));
  return [...notes, finder.end()].filter((note) => note !== null);
}

/** The same of a file, of which a piece at a time is in memory. @param {string} path @param {number} bytes of it @returns {AsyncGenerator<string>} */
async function* readNotes(path, bytes) {
  if (bytes === 0) return;
  const finder = new NoteFinder();
  let rest = '';
  for await (const piece of createReadStream(path, { encoding: 'utf8', end: bytes - 1 })) {
    const lines = String(piece).split('\n');
    lines[0] = rest + String(lines[0]);
    rest = String(lines.pop());
    for (const line of lines) {
      const note = finder.line(line);
      if (note !== null) yield note;
    }
  }
  const last = finder.end();
  if (last !== null) yield last;
}

/** How many leaves a note says it is of, before anybody knows who wrote it; NaN where it is no checkpoint. */
/** @type {(note: string) => number} */
function claimedSize(note) {
  const from = note.indexOf('\n') + 1;
  return Number.parseInt(note.slice(from, from + 20), 10);
}

/** By the sizes that they say, those first that say none. @type {(notes: readonly string[]) => string[]} */
const bySize = (notes) => {
  /** @type {(note: string) => number} */
  const place = (note) => claimedSize(note) || 0;
  return [...notes].sort((one, other) => place(one) - place(other));
};

/** @type {typeof import('./verify.d.mts').notesOfFile} */
export async function notesOfFile(path) {
  // What is added from now on is of leaves that nobody looks at now.
  const { size: bytes } = await stat(path);
  let count = 0;
  let most = 0;
  /** Those that stand behind one of more leaves. @type {string[]} */
  let late = [];
  for await (const note of readNotes(path, bytes)) {
    count++;
    const size = claimedSize(note);
    if (size < most) late.push(note);
    else if (size > most) most = size;
  }
  late = bySize(late);
  return { count, notes: inOrder(readNotes(path, bytes), late) };
}

/** @param {AsyncIterable<string>} notes @param {readonly string[]} late those of them that stand behind one of more leaves, by size @returns {AsyncGenerator<string>} */
async function* inOrder(notes, late) {
  let most = 0;
  let next = 0;
  for await (const note of notes) {
    const size = claimedSize(note);
    if (size < most) continue;
    if (size > most) most = size;
    for (; next < late.length && claimedSize(String(late[next])) <= most; next++) yield String(late[next]);
    yield note;
  }
}

/** What a signed note says, once its signature was verified; a sentence that says what is wrong with it otherwise. */
/** @type {(note: string, key: VerifierKey) => Checkpoint | string} */
export function openCheckpoint(note, key) {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return 'is no signed note';
  const text = note.slice(0, end + 1);
  const [origin, size = '', root, ...more] = text.slice(0, -1).split('\n');
  const hash = base64(root);
  if (!/^(0|[1-9]\d*)$/.test(size) || hash?.length !== 32 || !Number.isSafeInteger(Number(size)))
    return 'is no checkpoint';
  if (origin !== key.name) return `is of another log, ${String(origin)}`;
  let signed = false;
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, name, encoded] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? [];
    const bytes = base64(encoded);
    if (bytes === null || bytes.length < 5) return 'has a malformed signature';
    if (name !== key.name || bytes.toString('hex', 0, 4) !== key.id) continue;
    if (!verify(null, Buffer.from(text), key.publicKey, bytes.subarray(4))) return 'has a wrong signature';
    signed = true;
  }
  if (!signed) return 'is not signed by this key';
  const settled = more.find((line) => line.startsWith('settled '))?.slice('settled '.length);
  const settledAt = settled === undefined ? Number.NaN : Date.parse(settled);
  return { size: Number(size), root: hash, settled: Number.isNaN(settledAt) ? null : settledAt, note };
}

// ------------------------------------------------------------------------------------------------- the log

const EXPIRED = Buffer.from('{"accountId":null,"action":"audit.bodies-expired",');
const OF_MONTH = /"month":"(\d{4}-\d\d)"/;
// The id of an event is made a moment before or after the time that the database gives it.
const NEAR_MS = 10 * MINUTE_MS;
// A month's events are kept for a year at least, whatever the policy says.
const KEPT_MONTHS = 12;
// Events get their place nearly in the order of time: what a daily look finds left behind is two days late.
const LATE_MS = 3 * 24 * 60 * MINUTE_MS;

/** The time in a UUID of version 7 (RFC 9562, section 5.7), in milliseconds since 1970. */
/** @type {(id: Uint8Array) => number} */
function timeOfId(id) {
  return Buffer.from(id).readUIntBE(0, 6);
}

/** @type {(id: Uint8Array) => string} */
export function idText(id) {
  return Buffer.from(id)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A time as a text; one that no calendar has, as it is. */
/** @type {(at: number) => string} */
const timeText = (at) => (Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : String(at));
/** The month of a time, by UTC. */
/** @type {(at: number) => string} */
const monthOf = (at) => timeText(at).slice(0, 7);
/** When a month ('2026-01') begins, and `later` months after that. */
/** @type {(month: string, later?: number) => number} */
const beginOf = (month, later = 0) => Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + later);

/** What is known of an event: what its bytes hash to, when it happened, and the month it declares expired. */
/** @typedef {import('./verify.d.mts').SeenEvent} SeenEvent */
/** @typedef {{ seq: number, id: Uint8Array, stored: string, settled: number, since: number }} Awaited */

/**
 * Verifies a whole log against its checkpoints and the witness's copy of them. Leaves come in their order, events in any:
 * each waits for the other, so give both at about the same pace. A checkpoint comes before the last leaf that it is of.
 */
export class LogVerifier {
  /** @param {import('./verify.d.mts').LogOptions} options */
  constructor({ key, expiredMonths = [] }) {
    this.key = key;
    this.tree = new Tree();
    /** @type {Fault[]} */
    this.faults = [];
    this.faultCount = 0;
    this.expiredBodies = 0;
    /** Months that may be gone: believed at the end only where an event of the log says so. */
    this.perhapsExpired = new Set(expiredMonths);
    /** @type {Set<string>} */
    this.expired = new Set();
    /** Months of which an event is there. @type {Set<string>} */
    this.present = new Set();
    /** The month of the last event: most come in the order of time. */
    this.monthFrom = Number.NaN;
    this.monthTo = Number.NaN;
    /** Leaves without an event, by the months they may be of. @type {Map<string, { count: number, first: number }>} */
    this.missing = new Map();
    /** Leaves whose event has not come. @type {Map<string, Awaited>} */
    this.awaited = new Map();
    /** Events whose leaf has not come. @type {Map<string, SeenEvent>} */
    this.pending = new Map();
    /** Leaves that were given and not yet looked at. */
    /** @type {Buffer} */
    this.ids = Buffer.alloc(0);
    /** @type {Buffer} */
    this.hashes = Buffer.alloc(0);
    this.at = 0;
    /** What is dated before this is in the log at this place. */
    this.settled = Number.NEGATIVE_INFINITY;
    /** The latest time of an event that is a leaf. */
    this.newest = Number.NEGATIVE_INFINITY;
    /** Notes that wait, once they were opened: the witness has the same ones. @type {Map<string, Checkpoint>} */
    this.opened = new Map();
    /** Those that wait for their last leaf, by size. @type {(Checkpoint & { from: string })[]} */
    this.checkpoints = [];
    this.checkpointCount = 0;
    this.nextSize = Number.POSITIVE_INFINITY;
    /** Of the last checkpoint that was reached. */
    this.checkpointSize = 0;
    /** Whether there are no more leaves. */
    this.complete = false;
  }

  /** How many given leaves have not been looked at. */
  get waiting() {
    return this.ids.length / 16 - this.at;
  }

  /** The next leaves: 16 bytes each of ids, and 32 of hashes. @param {Buffer} ids @param {Buffer} hashes */
  leaves(ids, hashes) {
    this.ids = Buffer.concat([this.ids.subarray(this.at * 16), ids]);
    this.hashes = Buffer.concat([this.hashes.subarray(this.at * 32), hashes]);
    this.at = 0;
  }

  /** An event, whose id's 16 bytes stand at a place. @param {Buffer} bytes @param {number} from @param {SeenEvent} event */
  event(bytes, from, event) {
    if (!(event.at >= this.monthFrom && event.at < this.monthTo)) this.noteMonth(event.at);
    if (this.waiting > 0) {
      const { at, settled } = this;
      if (alike(this.ids, at * 16, bytes, from, 16)) {
        this.at++;
        const agrees = says(this.hashes, at * 32, event.hash);
        const stored = agrees ? event.hash : this.hashes.toString('latin1', at * 32, at * 32 + 32);
        const seq = this.append(stored);
        if (!agrees || event.at < settled || event.month !== null) {
          const id = Buffer.from(bytes.subarray(from, from + 16));
          this.match({ seq, id, stored, settled, since: settled }, event);
        }
        if (event.at > this.newest) this.newest = event.at;
        return;
      }
      this.pass();
    }
    const key = bytes.toString('latin1', from, from + 16);
    const leaf = this.awaited.get(key);
    if (leaf) {
      this.awaited.delete(key);
      this.match(leaf, event);
    } else {
      if (this.pending.has(key)) this.fault(twice(key));
      this.pending.set(key, event);
    }
  }

  /** Notes that an event of that time's month is there. @param {number} at */
  noteMonth(at) {
    const month = monthOf(at);
    this.present.add(month);
    this.monthFrom = beginOf(month);
    this.monthTo = beginOf(month, 1);
  }

  /** A fault that was found beside what is verified here. @param {Fault} fault */
  fault(fault) {
    this.faultCount++;
    if (this.faults.length < MOST_FAULTS) this.faults.push(fault);
  }

  /** Looks at all leaves that were given. */
  passAll() {
    while (this.waiting > 0) this.pass();
  }

  /** @type {typeof import('./verify.d.mts').LogVerifier.prototype.finish} */
  finish(lastCheckpointAt = Number.NEGATIVE_INFINITY) {
    this.end();
    for (const leaf of this.awaited.values()) this.gone(leaf);
    this.finishCheckpoints();
    this.finishMissing();
    // The end of a long transaction is dated by its beginning: what the checkpoint calls settled has heeded that.
    const bound = Number.isFinite(this.settled) ? this.settled : lastCheckpointAt - MINUTE_MS;
    for (const [key, { at }] of this.pending)
      if (at < bound)
        this.fault({
          kind: 'unsequenced',
          eventId: idText(bytesOf(key)),
          sentence: `Event ${idText(bytesOf(key))}, dated ${timeText(at)}, is no leaf of the log, though it is older than the last checkpoint: it was put in from outside.`,
        });
    return {
      outcome: this.faultCount === 0 ? 'sound' : 'broken',
      size: this.tree.size,
      checkpointSize: this.checkpointSize,
      expiredBodies: this.expiredBodies,
      faults: this.faults,
      faultCount: this.faultCount,
    };
  }

  /** The next of the given leaves, whose event has come before or has not come yet. */
  pass() {
    const { at, settled } = this;
    this.at++;
    const id = this.ids.subarray(at * 16, at * 16 + 16);
    const stored = this.hashes.toString('latin1', at * 32, at * 32 + 32);
    const seq = this.append(stored);
    const key = id.toString('latin1');
    const event = this.pending.get(key);
    if (event) {
      this.pending.delete(key);
      this.match({ seq, id, stored, settled, since: settled }, event);
      return;
    }
    const months = monthsOf(id);
    const since = Math.max(settled, this.newest - LATE_MS);
    const leaf = { seq, id: Buffer.from(id), stored, settled, since };
    if (this.perhapsExpired.has(months)) this.gone(leaf);
    else this.awaited.set(key, leaf);
  }

  /** @param {string} stored @returns {number} which leaf it is */
  append(stored) {
    const seq = this.tree.size;
    this.tree.append(stored);
    if (this.tree.size >= this.nextSize) this.passCheckpoints();
    return seq;
  }

  /** @param {Awaited} leaf @param {SeenEvent} event */
  match({ seq, id, stored, settled }, { hash, at, month }) {
    if (hash !== stored)
      this.fault({
        kind: 'changed',
        seq,
        eventId: idText(id),
        sentence: `Event ${idText(id)} is not what was sequenced as leaf ${seq}: it was changed.`,
      });
    if (at > this.newest) this.newest = at;
    if (month !== null) this.expired.add(month);
    if (at < settled)
      this.fault({
        kind: 'back-dated',
        seq,
        eventId: idText(id),
        sentence: `Event ${idText(id)} (leaf ${seq}) is dated ${timeText(at)}, but all from before ${timeText(settled)} was in the log when the checkpoint before it was signed: it was put in later.`,
      });
  }

  /** @param {Awaited} leaf */
  gone({ seq, id, since }) {
    const at = timeOfId(id);
    // What a leaf says of itself was not signed: only where it stands was.
    if (at + NEAR_MS < since)
      this.fault({
        kind: 'missing',
        seq,
        eventId: idText(id),
        sentence: `The event of leaf ${seq} is gone, and its id was changed: it says ${timeText(at)}, but what is from before ${timeText(since)} was in the log already.`,
      });
    const months = monthsOf(id);
    const found = this.missing.get(months);
    if (found) found.count++;
    else this.missing.set(months, { count: 1, first: seq });
  }

  /**
   * A signed note, the nth of where it is from.
   * @param {string} note @param {string} from @param {number} nth
   */
  note(note, from, nth) {
    const known = this.opened.get(note);
    const checkpoint = known ?? openCheckpoint(note, this.key);
    if (typeof checkpoint === 'string') {
      this.fault({ kind: 'checkpoint', sentence: `Checkpoint ${nth} in ${from} ${checkpoint}.` });
      return;
    }
    this.checkpointCount++;
    const { size } = checkpoint;
    if (size < this.tree.size) {
      const sentence = `Checkpoint ${nth} in ${from} is of ${size} leaves and stands behind larger ones: it was compared with nothing.`;
      this.fault({ kind: 'checkpoint', sentence });
    } else if (this.complete && size > this.tree.size) this.cut(size, from);
    else {
      this.opened.set(note, checkpoint);
      let place = this.checkpoints.length;
      while (place > 0 && size < Number(this.checkpoints[place - 1]?.size)) place--;
      this.checkpoints.splice(place, 0, { ...checkpoint, from });
      this.nextSize = Number(this.checkpoints[0]?.size);
      if (this.nextSize <= this.tree.size) this.passCheckpoints();
    }
  }

  passCheckpoints() {
    const { size } = this.tree;
    let passed = 0;
    for (const checkpoint of this.checkpoints) {
      if (checkpoint.size > size) break;
      passed++;
      this.checkpointSize = checkpoint.size;
      this.opened.delete(checkpoint.note);
      if (checkpoint.settled !== null) this.settled = Math.max(this.settled, checkpoint.settled);
      if (checkpoint.root.toString('latin1') !== this.tree.root())
        this.fault({
          kind: 'fork',
          sentence: `The first ${size} leaves are not those over which the checkpoint of ${size} leaves in ${checkpoint.from} was signed: the log was rewritten or forked.`,
        });
    }
    this.checkpoints.splice(0, passed);
    this.nextSize = this.checkpoints[0]?.size ?? Number.POSITIVE_INFINITY;
  }

  /** There are no more leaves: a checkpoint that comes now is of these, or of what was cut off. */
  end() {
    this.passAll();
    this.complete = true;
    for (const { size, from } of this.checkpoints) this.cut(size, from);
    this.checkpoints = [];
    this.opened.clear();
  }

  /** @param {number} claimed @param {string} from */
  cut(claimed, from) {
    this.fault({
      kind: 'cut',
      sentence: `A checkpoint in ${from} covers ${claimed} leaves, but the log has only ${this.tree.size}: its end was cut off, or an older backup was restored.`,
    });
  }

  finishCheckpoints() {
    const { size } = this.tree;
    if (size > 0 && this.checkpointCount === 0)
      this.fault({
        kind: 'checkpoint',
        sentence: `There is no checkpoint over any of the ${size} leaves: nobody has signed that this is the log.`,
      });
  }

  finishMissing() {
    for (const [months, { count, first }] of this.missing)
      if (months.split('/').some((month) => this.hasExpired(month))) this.expiredBodies += count;
      else
        this.fault({
          kind: 'missing',
          seq: first,
          sentence: `${count} of the events of ${months.replace('/', ' or ')} are gone, leaf ${first} the first of them, and the log does not say that this month expired, whole, after a year at the least.`,
        });
  }

  /**
   * Whether the log says that a month expired, and it can be so: months go whole, and a year has to have passed by the time
   * that was signed.
   * @param {string} month
   */
  hasExpired(month) {
    return this.expired.has(month) && !this.present.has(month) && beginOf(month, KEPT_MONTHS) <= this.settled;
  }
}

/** Hands notes to a verifier a little before the leaves that they are of: years of them are never in memory at once. */
export class NotesAhead {
  /** @param {LogVerifier} log @param {string} from @param {import('./verify.d.mts').Notes} notes */
  constructor(log, from, notes) {
    this.log = log;
    this.from = from;
    const given = Array.isArray(notes) ? bySize(notes) : notes;
    /** @type {AsyncIterator<string> | Iterator<string>} */
    this.notes = Symbol.asyncIterator in given ? given[Symbol.asyncIterator]() : given[Symbol.iterator]();
    this.nth = 0;
    /** @type {string | null} */
    this.next = null;
    /** From how many leaves on there may be one to hand over. */
    this.nextSize = 0;
  }

  /** Hands over every note of up to so many leaves, and what is no checkpoint before them. @param {number} size */
  async fill(size) {
    while (this.nextSize <= size) {
      if (this.next !== null) this.log.note(this.next, this.from, ++this.nth);
      const { done, value } = await this.notes.next();
      this.next = done ? null : value;
      this.nextSize = done ? Number.POSITIVE_INFINITY : claimedSize(value) || 0;
    }
  }

  /** Hands over the rest: the log has no more leaves. */
  async drain() {
    await this.fill(Number.MAX_VALUE);
  }

  /** Lets go of where they come from, also where not all were handed over. */
  async close() {
    await this.notes.return?.();
  }
}

/**
 * Whether so many bytes at one place are those at another. Of few bytes, a call out of JavaScript takes longer.
 * @param {Buffer} one @param {number} at @param {Buffer} other @param {number} from @param {number} length
 */
function alike(one, at, other, from, length) {
  for (let nth = 0; nth < length; nth++) if (one[at + nth] !== other[from + nth]) return false;
  return true;
}

/** Whether a text of one character each stands at a place. @param {Buffer} bytes @param {number} at @param {string} text */
function says(bytes, at, text) {
  for (let nth = 0; nth < text.length; nth++) if (bytes[at + nth] !== text.charCodeAt(nth)) return false;
  return true;
}

/** The bytes of a text of one character each. @type {(text: string) => Buffer} */
const bytesOf = (text) => Buffer.from(text, 'latin1');

/** @type {(key: string) => Fault} */
const twice = (key) => ({
  kind: 'unsequenced',
  eventId: idText(bytesOf(key)),
  sentence: `There is more than one event ${idText(bytesOf(key))}: one of them was put in from outside.`,
});

/** The month that the id of an event is of, or, near the end of one, both. */
/** @type {(id: Uint8Array) => string} */
function monthsOf(id) {
  const at = timeOfId(id);
  const [early, late] = [monthOf(at - NEAR_MS), monthOf(at + NEAR_MS)];
  return early === late ? early : `${early}/${late}`;
}

// --------------------------------------------------------------------------- events as PostgreSQL copies them

/** The columns of audit_event that {@link EventRows} reads, in this order, by COPY in PostgreSQL's binary format. */
export const EVENT_COLUMNS =
  'id, at, actor_kind, actor_id, address, origin, action, outcome, case_id, account_id, hash, canonical';
const ID = 0;
const AT = 1;
const ACTOR_KIND = 2;
const ACTOR_ID = 3;
const ADDRESS = 4;
const ORIGIN = 5;
const ACTION = 6;
const OUTCOME = 7;
const CASE_ID = 8;
const ACCOUNT_ID = 9;
const HASH = 10;
const CANONICAL = 11;
// Eleven bytes that name the format, four of flags, four of the length of what nobody has written yet.
const COPY_HEADER = 19;
const EPOCH_2000_MS = 946_684_800_000;
// The two hexadecimal digits of each byte.
/** @type {(half: number) => Uint8Array} */
const digits = (half) =>
  Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0').charCodeAt(half));
const [HIGH, LOW] = [digits(0), digits(1)];
const literal = Object.fromEntries(
  Object.entries({
    accountId: '{"accountId":',
    action: ',"action":',
    address: ',"actor":{"address":',
    actorId: ',"id":',
    kind: ',"kind":',
    at: '},"at":"',
    caseId: ',"caseId":',
    facts: ',"facts":{',
    id: ',"id":',
    origin: ',"origin":',
    outcome: ',"outcome":',
    sealed: ',"sealed":',
    version: ',"v":1}',
    none: 'null',
  }).map(([name, text]) => [name, Buffer.from(text)]),
);

/** Reads the events of a copy and hands each to a verifier, with its columns compared with its canonical bytes. */
export class EventRows {
  /** @param {LogVerifier} verifier */
  constructor(verifier) {
    this.verifier = verifier;
    /** The bytes that are looked at, and how many there are: one place for all chunks. @type {Buffer} */
    this.row = Buffer.alloc(0);
    this.held = 0;
    this.begun = false;
    this.count = 0;
    /** Where each field of the row begins, and how long it is; -1 for null. */
    this.from = new Int32Array(12);
    this.long = new Int32Array(12);
    this.day = '';
    this.dayMs = 0;
  }

  /** @param {Buffer} chunk the next bytes of the copy, wherever they were cut */
  feed(chunk) {
    this.hold(chunk);
    let at = 0;
    if (!this.begun) {
      if (this.held < COPY_HEADER) return;
      at = COPY_HEADER;
      this.begun = true;
    }
    for (;;) {
      const end = this.locate(at);
      if (end < 0) break;
      at = end;
      this.take();
    }
    // What is no whole row yet.
    this.row.copyWithin(0, at, this.held);
    this.held -= at;
  }

  /** @param {Buffer} chunk */
  hold(chunk) {
    const held = this.held + chunk.length;
    if (held > this.row.length) {
      const larger = Buffer.alloc(2 * held);
      this.row.copy(larger, 0, 0, this.held);
      this.row = larger;
    }
    chunk.copy(this.row, this.held);
    this.held = held;
  }

  /** Finds the fields of the row at a place. @param {number} at @returns {number} where it ends; -1 where it does not yet, or is the last */
  locate(at) {
    const { row, held } = this;
    if (at + 2 > held || row.readInt16BE(at) < 0) return -1;
    at += 2;
    for (let field = 0; field < 12; field++) {
      if (at + 4 > held) return -1;
      const long = row.readInt32BE(at);
      at += 4;
      this.from[field] = at;
      this.long[field] = long;
      if (long > 0) at += long;
    }
    return at <= held ? at : -1;
  }

  /** The row whose fields were found. */
  take() {
    const { row } = this;
    this.count++;
    const start = this.start(CANONICAL);
    const end = start + this.length(CANONICAL);
    const at =
      (row.readInt32BE(this.start(AT)) * 2 ** 32 + row.readUInt32BE(this.start(AT) + 4)) / 1000 +
      EPOCH_2000_MS;
    const agree = this.agrees(start, end, at) || this.agreesParsed(start, end, at);
    // The byte before the event is the last one of its length, read already: as the zero of RFC 6962 it saves a copy.
    row[start - 1] = 0;
    const hash = sha256Text(row.subarray(start - 1, end));
    const expires = this.length(ACTION) === 20 && alike(row, start, EXPIRED, 0, EXPIRED.length);
    const month = expires ? (OF_MONTH.exec(row.toString('latin1', start, end))?.[1] ?? null) : null;
    if (!agree)
      this.fault('column', (event) => `The columns of ${event} do not say what the event itself says.`);
    if (this.length(HASH) !== hash.length || !says(row, this.start(HASH), hash))
      this.fault('hash', (event) => `The hash column of ${event} is not the hash of the event.`);
    this.verifier.event(row, this.start(ID), { hash, at, month });
  }

  /** @param {'column' | 'hash'} kind @param {(event: string) => string} sentence */
  fault(kind, sentence) {
    const eventId = idText(this.row.subarray(this.start(ID), this.start(ID) + 16));
    this.verifier.fault({ kind, eventId, sentence: sentence(`event ${eventId}`) });
  }

  /** @param {number} field @returns {number} */
  start(field) {
    return /** @type {number} */ (this.from[field]);
  }

  /** @param {number} field @returns {number} */
  length(field) {
    return /** @type {number} */ (this.long[field]);
  }

  /**
   * Whether the canonical bytes say what the columns say, by their places: canonical JSON (RFC 8785) has one form only.
   * False also where a text needs escaping.
   * @param {number} start @param {number} end @param {number} atMs
   */
  agrees(start, end, atMs) {
    let at = this.skip(start, literal['accountId']);
    at = this.uuid(at, ACCOUNT_ID);
    at = this.text(this.skip(at, literal['action']), ACTION);
    at = this.text(this.skip(at, literal['address']), ADDRESS);
    at = this.uuid(this.skip(at, literal['actorId']), ACTOR_ID);
    at = this.text(this.skip(at, literal['kind']), ACTOR_KIND);
    at = this.time(this.skip(at, literal['at']), atMs);
    at = this.uuid(this.skip(at, literal['caseId']), CASE_ID);
    if (this.skip(at, literal['facts']) < 0) return false;
    let tail = end - 7;
    if (this.skip(tail, literal['version']) !== end) return false;
    tail = this.row[tail - 1] === 0x22 ? this.row.lastIndexOf(0x22, tail - 2) : tail - 4;
    const origin = this.length(ORIGIN);
    tail -= 10 + 11 + this.length(OUTCOME) + 2 + 10 + (origin < 0 ? 4 : origin + 2) + 6 + 38;
    if (tail < at) return false;
    at = this.uuid(this.skip(tail, literal['id']), ID);
    at = this.text(this.skip(at, literal['origin']), ORIGIN);
    at = this.text(this.skip(at, literal['outcome']), OUTCOME);
    return this.skip(at, literal['sealed']) >= 0;
  }

  /** Behind these bytes where they stand there, or -1. @param {number} at @param {Buffer | undefined} bytes */
  skip(at, bytes) {
    if (at < 0 || bytes === undefined) return -1;
    const { row } = this;
    for (let nth = 0; nth < bytes.length; nth++) if (row[at + nth] !== bytes[nth]) return -1;
    return at + bytes.length;
  }

  /** @param {number} at @param {number} field */
  text(at, field) {
    const length = this.length(field);
    if (length < 0) return this.skip(at, literal['none']);
    const { row } = this;
    const from = this.start(field);
    if (at < 0 || row[at] !== 0x22 || row[at + length + 1] !== 0x22) return -1;
    for (let nth = 0; nth < length; nth++) if (row[at + 1 + nth] !== row[from + nth]) return -1;
    return at + length + 2;
  }

  /** @param {number} at @param {number} field */
  uuid(at, field) {
    if (this.length(field) < 0) return this.skip(at, literal['none']);
    const { row } = this;
    const from = this.start(field);
    if (at < 0 || row[at] !== 0x22) return -1;
    at++;
    for (let nth = 0; nth < 16; nth++) {
      if (nth === 4 || nth === 6 || nth === 8 || nth === 10) at++;
      const byte = /** @type {number} */ (row[from + nth]);
      if (row[at] !== HIGH[byte] || row[at + 1] !== LOW[byte]) return -1;
      at += 2;
    }
    return row[at] === 0x22 ? at + 1 : -1;
  }

  /** @param {number} at @param {number} ms */
  time(at, ms) {
    if (at < 0) return -1;
    const { row } = this;
    const day = row.toString('latin1', at, at + 10);
    if (day !== this.day) {
      this.day = day;
      this.dayMs = Date.parse(day);
    }
    /** @type {(from: number) => number} */
    const two = (from) => (Number(row[at + from]) - 48) * 10 + Number(row[at + from + 1]) - 48;
    const seconds = two(11) * 3600 + two(14) * 60 + two(17);
    const millis = two(20) * 10 + Number(row[at + 22]) - 48;
    return this.dayMs + seconds * 1000 + millis === ms && row[at + 23] === 0x5a && row[at + 24] === 0x22
      ? at + 25
      : -1;
  }

  /** The same by reading the event whole. @param {number} start @param {number} end @param {number} at */
  agreesParsed(start, end, at) {
    /** @type {(field: number) => string | null} */
    const text = (field) => {
      const from = this.start(field);
      return this.length(field) < 0 ? null : this.row.toString('utf8', from, from + this.length(field));
    };
    /** @type {(field: number) => string | null} */
    const uuid = (field) => {
      const from = this.start(field);
      return this.length(field) < 0 ? null : idText(this.row.subarray(from, from + 16));
    };
    try {
      const event = JSON.parse(this.row.toString('utf8', start, end));
      const told = [event.id, event.actor.kind, event.actor.id, event.actor.address, event.origin];
      const more = [event.action, event.outcome, event.caseId, event.accountId, Date.parse(event.at)];
      const columns = [uuid(ID), text(ACTOR_KIND), uuid(ACTOR_ID), text(ADDRESS), text(ORIGIN)];
      const rest = [text(ACTION), text(OUTCOME), uuid(CASE_ID), uuid(ACCOUNT_ID), at];
      return [...told, ...more].every((value, nth) => value === [...columns, ...rest][nth]);
    } catch {
      return false;
    }
  }
}

// ------------------------------------------------------------------------------------------- files of lines

/** What a thing that nobody has looked at holds by its names. @typedef {Readonly<Record<string, unknown>>} Fields */

/** None where it is no thing that holds any. @type {(thing: unknown) => Fields} */
const fieldsOf = (thing) =>
  typeof thing === 'object' && thing !== null ? /** @type {Fields} */ (thing) : {};

/** The fields of a text of JSON; none where it is no such text. @type {(text: string) => Fields} */
function parsed(text) {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return {};
  }
}

/** The hashes of a path, or null where it is none. @type {(path: unknown) => Buffer[] | null} */
function pathOf(path) {
  if (!Array.isArray(path)) return null;
  const hashes = [];
  for (const text of path) {
    const hash = base64(text);
    if (hash === null) return null;
    hashes.push(hash);
  }
  return hashes;
}

/** The checkpoint that came with a proof. @type {(told: unknown, key: VerifierKey) => Checkpoint | string} */
function checkpointOf(told, key) {
  const { note } = fieldsOf(told);
  return openCheckpoint(typeof note === 'string' ? note : '', key);
}

/**
 * Verifies a log written as lines of JSON, one for each leaf: `{seq, leafHash, canonical}`, with `canonical` null where the
 * event has expired, and then `eventId`.
 * @type {typeof import('./verify.d.mts').verifyLogLines}
 */
export async function verifyLogLines(lines, { checkpoints, witness, ...options }) {
  const log = new LogVerifier(options);
  const sources = [
    new NotesAhead(log, 'the database', checkpoints),
    new NotesAhead(log, 'the witness', witness),
  ];
  let expected = 0;
  for await (const line of lines) {
    const { seq, leafHash: told, canonical: text, eventId } = parsed(line);
    const stored = base64(told);
    if (seq !== expected || stored?.length !== 32) {
      log.fault({
        kind: 'gap',
        seq: expected,
        sentence: `Leaf ${expected} is not where it should be: the numbers of the leaves have a gap, or a line is malformed.`,
      });
      break;
    }
    expected++;
    for (const notes of sources) if (notes.nextSize <= expected) await notes.fill(expected);
    const canonical = typeof text === 'string' ? text : null;
    const id = idBytes(canonical === null ? eventId : parsed(canonical)['id']);
    log.leaves(id, stored);
    if (canonical !== null) log.event(id, 0, seenIn(Buffer.from(canonical)));
  }
  log.end();
  for (const notes of sources) await notes.drain();
  return log.finish();
}

/** The 16 bytes of an id, zeros where it is none. @type {(text: unknown) => Buffer} */
function idBytes(text) {
  const id = Buffer.alloc(16);
  if (typeof text === 'string') id.write(text.replaceAll('-', ''), 'hex');
  return id;
}

/** @type {(canonical: Buffer) => SeenEvent} */
function seenIn(canonical) {
  const at = canonical.indexOf('},"at":"');
  const expires = canonical.subarray(0, EXPIRED.length).equals(EXPIRED);
  return {
    hash: leafHash(canonical).toString('latin1'),
    at: at < 0 ? Number.NaN : Date.parse(canonical.toString('latin1', at + 8, at + 32)),
    month: expires ? (OF_MONTH.exec(canonical.toString())?.[1] ?? null) : null,
  };
}

/** @type {typeof import('./verify.d.mts').verifyProof} */
export function verifyProof(proof, key) {
  const given = fieldsOf(proof);
  const checkpoint = checkpointOf(given['checkpoint'], key);
  return typeof checkpoint === 'string' ? [`The checkpoint ${checkpoint}.`] : faultsUnder(checkpoint, given);
}

/** What is wrong with a proof under a checkpoint whose signature holds. @type {(checkpoint: Checkpoint, given: Fields) => string[]} */
function faultsUnder(checkpoint, { eventId, seq, leafHash: told, canonical, path: steps, ...given }) {
  const stored = base64(told);
  const path = pathOf(steps);
  if (stored === null || path === null || typeof seq !== 'number') return ['The proof is malformed.'];
  const faults = [];
  const { size, root } = checkpoint;
  const said = fieldsOf(given['checkpoint']);
  if (said['size'] !== size || said['root'] !== root.toString('base64'))
    faults.push('The checkpoint says another size or root than its signed note.');
  if (!verifyInclusion({ leafHash: stored, index: seq, size, path, root }))
    faults.push(`The event is not leaf ${seq} of the log of ${size} leaves.`);
  if (canonical === null) return faults;
  if (typeof canonical !== 'string') return [...faults, 'The proof is malformed.'];
  if (!same(leafHash(Buffer.from(canonical)), stored))
    faults.push('The event is not what was sequenced: it was changed.');
  if (parsed(canonical)['id'] !== eventId) faults.push('The proof is of another event.');
  return faults;
}

/** @type {typeof import('./verify.d.mts').verifyContinuation} */
export function verifyContinuation(consistency, older, newer, key) {
  const [from, to] = [openCheckpoint(older, key), openCheckpoint(newer, key)];
  if (typeof from === 'string') return [`The older checkpoint ${from}.`];
  if (typeof to === 'string') return [`The newer checkpoint ${to}.`];
  const path = pathOf(fieldsOf(consistency)['path']);
  if (path === null) return ['The proof is malformed.'];
  const holds = verifyConsistency({
    from: from.size,
    fromRoot: from.root,
    to: to.size,
    toRoot: to.root,
    path,
  });
  return holds
    ? []
    : [`The log of ${to.size} leaves does not begin with that of ${from.size}: it was rewritten or forked.`];
}

/** Which leaves were there already, a bit each: a Set holds no more than 2^24, and an export has no such limit. */
export class LeavesSeen {
  /** @param {number} size */
  constructor(size) {
    this.size = size;
    this.bits = new Uint8Array(Math.ceil(size / 8));
  }

  /** @type {(seq: unknown) => boolean} */
  again(seq) {
    if (typeof seq !== 'number' || seq % 1 !== 0 || seq < 0 || seq >= this.size) return false;
    const bit = 1 << (seq % 8);
    const at = (seq - (seq % 8)) / 8;
    const byte = this.bits[at] ?? 0;
    this.bits[at] = byte | bit;
    return (byte & bit) !== 0;
  }
}

/** An export of this format ends with a line that says how many events there are; one that was made before has no end. */
const ENDED_FORMAT = 'relink-audit-export/2';

/** What stands in an export, as it is read. */
class ExportSeen {
  /** @type {number | null} */
  first = null;
  /** @type {number | null} */
  last = null;
  events = 0;
  digest = createHash('sha256');
  /** What the last line says. @type {Fields | null} */
  end = null;

  /** @type {(seq: unknown, hash: Buffer) => void} */
  add(seq, hash) {
    this.events++;
    this.digest.update(hash);
    if (typeof seq !== 'number') return;
    this.first = this.first === null ? seq : Math.min(this.first, seq);
    this.last = this.last === null ? seq : Math.max(this.last, seq);
  }

  /** What is wrong with how it ends. @type {(isNeeded: boolean) => string[]} */
  faults(isNeeded) {
    if (this.end === null)
      return isNeeded
        ? ['Its last line, which says how many events there are, is missing: it was cut off.']
        : [];
    const { events, digest } = this.end;
    if (events !== this.events)
      return [
        `It holds ${this.events} events, and its last line says ${shown(events)}: lines are missing or were added.`,
      ];
    return digest === this.digest.digest('base64')
      ? []
      : ['Its events are not those, in that order, of which its last line gives the digest.'];
  }
}

/** @type {typeof import('./verify.d.mts').readExport} */
export async function readExport(lines, key) {
  /** @type {string[]} */
  const faults = [];
  const all = new ExportSeen();
  /** What the first line says of the checkpoint. @type {unknown} */
  let told = null;
  /** @type {Checkpoint | null} */
  let checkpoint = null;
  /** The same one twice would pass for two. @type {LeavesSeen | null} */
  let seen = null;
  let isEnded = false;
  let nth = 0;
  for await (const line of lines) {
    nth++;
    const given = parsed(line);
    if (checkpoint === null || seen === null) {
      told = given['checkpoint'];
      isEnded = given['format'] === ENDED_FORMAT;
      const opened = checkpointOf(told, key);
      if (typeof opened === 'string') return { ...NOTHING, faults: [`The checkpoint ${opened}.`] };
      checkpoint = opened;
      seen = new LeavesSeen(checkpoint.size);
      continue;
    }
    const { seq, canonical } = given;
    if (all.end !== null) faults.push(`Line ${nth} stands behind its end.`);
    else if (Object.hasOwn(given, 'end')) all.end = fieldsOf(given['end']);
    else if (typeof canonical !== 'string') faults.push(`Line ${nth} is malformed.`);
    else {
      const hash = leafHash(Buffer.from(canonical));
      const proof = {
        ...given,
        eventId: parsed(canonical)['id'],
        leafHash: hash.toString('base64'),
        checkpoint: told,
      };
      faults.push(...faultsUnder(checkpoint, proof).map((fault) => `Line ${nth}: ${fault}`));
      if (seen.again(seq)) faults.push(`Line ${nth}: Leaf ${String(seq)} stands in it twice.`);
      all.add(seq, hash);
    }
    if (faults.length >= MOST_FAULTS) break;
  }
  if (checkpoint === null) return { ...NOTHING, faults: ['There is nothing in it to verify.'] };
  if (faults.length < MOST_FAULTS) faults.push(...all.faults(isEnded));
  const { events, first, last } = all;
  return { faults, events, first, last, size: checkpoint.size, saysHowMany: all.end !== null };
}

/** An export of which no line could be looked at. */
const NOTHING = { events: 0, first: null, last: null, size: 0, saysHowMany: false };

/** @type {typeof import('./verify.d.mts').verifyExport} */
export async function verifyExport(lines, key) {
  return (await readExport(lines, key)).faults;
}

// ------------------------------------------------------------------------------------------------- the command

/** @type {(path: string) => AsyncIterable<string>} */
const linesOf = (path) =>
  createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
/** @type {(path: string | undefined) => Promise<import('./verify.d.mts').NotesOfFile>} */
const notesOf = (path) => (path === undefined ? Promise.resolve({ count: 0, notes: [] }) : notesOfFile(path));
/** The last one as it stands in a file. @type {(path: string | undefined) => Promise<string>} */
async function noteOf(path) {
  let last = '';
  if (path === undefined) return last;
  for await (const note of readNotes(path, (await stat(path)).size)) last = note;
  return last;
}
/** @type {(text: string) => void} */
const say = (text) => void process.stdout.write(`${text}\n`);

/**
 * The options of each mode, and those it cannot do without. One that belongs to another mode is refused, not passed over: who
 * names a witness is to know that it was asked.
 * @type {Map<string | undefined, { needed: readonly string[], may: readonly string[] }>}
 */
const MODES = new Map([
  ['log', { needed: ['key'], may: ['checkpoints', 'witness'] }],
  ['export', { needed: ['key'], may: [] }],
  ['event', { needed: ['key'], may: [] }],
  ['consistency', { needed: ['key', 'older', 'newer'], may: [] }],
]);

/** @typedef {{ mode: string, file: string, options: Map<string, string> }} Asked */

/** What was asked, or what is wrong with how. @type {(words: readonly string[]) => Asked | string} */
function readWords(words) {
  /** @type {Map<string, string>} */
  const options = new Map();
  /** @type {string[]} */
  const plain = [];
  for (let at = 0; at < words.length; at++) {
    const word = String(words[at]);
    if (!word.startsWith('--')) {
      plain.push(word);
      continue;
    }
    const value = words[++at];
    if (value === undefined || value.startsWith('--')) return `Say what ${word} is.`;
    if (options.has(word.slice(2))) return `Give ${word} once.`;
    options.set(word.slice(2), value);
  }
  const [mode, file, more] = plain;
  const of = MODES.get(mode);
  if (of === undefined || mode === undefined || file === undefined || more !== undefined)
    return 'Say what to verify, and one file of it.';
  for (const option of options.keys())
    if (!of.needed.includes(option) && !of.may.includes(option)) return `There is no --${option} of ${mode}.`;
  const lacks = of.needed.find((option) => !options.has(option));
  return lacks === undefined ? { mode, file, options } : `Give ${mode} its --${lacks}.`;
}

const USAGE = `node verify.mjs log <log.ndjson> --key <verifier key> [--checkpoints <notes>] [--witness <notes>]
node verify.mjs export <export.ndjson> --key <verifier key>
node verify.mjs event <proof.json> --key <verifier key>
node verify.mjs consistency <consistency.json> --older <note> --newer <note> --key <verifier key>`;

/** What a file says must not steer the terminal. @type {(said: unknown) => string} */
const shown = (said) =>
  (typeof said === 'string' ? said : (JSON.stringify(said) ?? 'nothing')).replaceAll(/[^\x20-\x7e]/g, '?');

/** Which event was verified, of a proof that holds. @type {(proof: Fields) => string} */
function whichEvent({ seq, canonical, checkpoint }) {
  const place = `leaf ${shown(seq)} of the log of ${shown(fieldsOf(checkpoint)['size'])} leaves`;
  if (typeof canonical !== 'string')
    return `The event itself is not there: what holds is that there is a ${place}, whatever it was. Its id is not proven either.`;
  const { id, action, at } = parsed(canonical);
  return `All of it holds: ${place} is event ${[id, action, at].map(shown).join(', ')}.`;
}

/** What an export holds, one event after another proven; and what is not. @type {(found: import('./verify.d.mts').ExportFound) => string} */
function whatItHolds({ faults, events, first, last, size, saysHowMany }) {
  const which = events === 0 ? '' : `: leaves ${first} to ${last} of the log of ${size}`;
  const looked = `${events} events looked at${which}.`;
  if (faults.length > 0) return `${looked} ${faults.length} faults.`;
  return saysHowMany
    ? `${looked} All of it holds, and its last line says as many. That line is not signed: the log itself has the number and the digest in the event audit.export-finished.`
    : `${looked} What is there holds. The file does not say how many there were: lines that were left out, or a tail that was cut off, cannot be seen without the log.`;
}

/** @type {(words: readonly string[]) => Promise<number>} */
async function main(words) {
  const asked = readWords(words);
  const key = typeof asked === 'string' ? null : parseKey(asked.options.get('key') ?? '');
  if (typeof asked === 'string' || key === null) {
    say(`${typeof asked === 'string' ? asked : 'The key is none.'}\n${USAGE}`);
    return 2;
  }
  const { mode, file, options } = asked;
  if (mode === 'log') {
    const checkpoints = await notesOf(options.get('checkpoints'));
    const witness = await notesOf(options.get('witness'));
    for (const [word, { count }] of Object.entries({ checkpoints, witness }))
      if (options.has(word) && count === 0) {
        say(`There is no checkpoint in ${options.get(word)}.`);
        return 1;
      }
    const found = await verifyLogLines(linesOf(file), {
      key,
      checkpoints: checkpoints.notes,
      witness: witness.notes,
    });
    for (const { sentence } of found.faults) say(shown(sentence));
    say(
      `${found.size} leaves, up to the checkpoint of ${found.checkpointSize}; ${found.expiredBodies} events expired by policy. ${found.outcome === 'sound' ? 'All of it holds.' : `${found.faultCount} faults.`}`,
    );
    return found.outcome === 'sound' ? 0 : 1;
  }
  if (mode === 'export') {
    const found = await readExport(linesOf(file), key);
    for (const fault of found.faults) say(shown(fault));
    say(whatItHolds(found));
    return found.faults.length === 0 ? 0 : 1;
  }
  const proof = mode === 'event' ? parsed(readFileSync(file, 'utf8')) : {};
  const faults =
    mode === 'event'
      ? verifyProof(proof, key)
      : verifyContinuation(
          parsed(readFileSync(file, 'utf8')),
          await noteOf(options.get('older')),
          await noteOf(options.get('newer')),
          key,
        );
  for (const fault of faults) say(shown(fault));
  if (faults.length === 0) say(mode === 'event' ? whichEvent(proof) : 'All of it holds.');
  return faults.length === 0 ? 0 : 1;
}

/** Whether this file is what was started, by whatever name: one that was renamed must not end with 0 and have verified nothing. */
function isStarted() {
  try {
    return realpathSync(String(process.argv[1])) === realpathSync(fileURLToPath(import.meta.url));
  } catch {
    return false;
  }
}

if (isStarted())
  main(process.argv.slice(2)).then(
    (code) => void (process.exitCode = code),
    (fault) => {
      process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
      process.exitCode = 2;
    },
  );
