import type { KeyObject } from 'node:crypto';

/** A C2SP verifier key for Ed25519. */
export type VerifierKey = { readonly name: string; readonly id: string; readonly publicKey: KeyObject };

/** What a signed note says of the log. */
export type Checkpoint = {
  readonly size: number;
  readonly root: Buffer;
  /** All that is dated before this is among its leaves (milliseconds since 1970). */
  readonly settled: number | null;
  readonly note: string;
};

/**
 * `changed`: an event's bytes; `column`, `hash`: what stands beside them; `missing`: an event; `unsequenced`: an event that is
 * no leaf; `back-dated`: an event that was put in later; `gap`: the leaves' numbers; `checkpoint`: a note; `fork`: a root;
 * `cut`: the end of the log.
 */
export type FaultKind =
  | 'changed'
  | 'column'
  | 'hash'
  | 'missing'
  | 'unsequenced'
  | 'back-dated'
  | 'gap'
  | 'checkpoint'
  | 'fork'
  | 'cut';

/** Something that does not hold, with a sentence for a person. */
export type Fault = {
  readonly kind: FaultKind;
  readonly sentence: string;
  readonly seq?: number;
  readonly eventId?: string;
};

/** What a look at a whole log came to. The first 1,000 faults are kept, and all are counted. */
export type Verification = {
  readonly outcome: 'sound' | 'broken';
  readonly size: number;
  /** Of the largest checkpoint that the log reaches. */
  readonly checkpointSize: number;
  /** Events that are gone by the policy that the log itself tells of. */
  readonly expiredBodies: number;
  readonly faults: readonly Fault[];
  readonly faultCount: number;
};

export type Inclusion = {
  readonly leafHash: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly path: readonly Uint8Array[];
  readonly root: Uint8Array;
};
export type Consistency = {
  readonly from: number;
  readonly fromRoot: Uint8Array;
  readonly to: number;
  readonly toRoot: Uint8Array;
  readonly path: readonly Uint8Array[];
};

export function sha256(bytes: Uint8Array): Buffer;
export function leafHash(canonical: Uint8Array): Buffer;
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer;
export function verifyInclusion(inclusion: Inclusion): boolean;
export function verifyConsistency(consistency: Consistency): boolean;
export function parseKey(text: string): VerifierKey | null;
export function notesIn(text: string): string[];

/** Signed notes by the sizes that they say, smallest first; an array may have them in any order. */
export type Notes = Iterable<string> | AsyncIterable<string>;
/** The notes of a file, of which a piece at a time is in memory, and how many there are. To be read once. */
export type NotesOfFile = { readonly count: number; readonly notes: Notes };
/**
 * Reads the signed notes of a file twice: to count them and find those that stand behind larger ones, and then in order.
 * Heeds what is there now, whatever is added meanwhile. Throws where the file cannot be read.
 */
export function notesOfFile(path: string): Promise<NotesOfFile>;

export function openCheckpoint(note: string, key: VerifierKey): Checkpoint | string;
export function idText(id: Uint8Array): string;

export class Tree {
  readonly size: number;
  /** A hash is a text of one character for each byte ('latin1'). */
  append(hash: string): void;
  root(): string;
}

export type LogOptions = {
  readonly key: VerifierKey;
  /** Months ('2026-01') whose events are not there. Spares memory; what the log does not confirm is a fault all the same. */
  readonly expiredMonths?: readonly string[];
};

/** Signed notes that the database holds, and that the witness holds. */
export type KnownNotes = { readonly checkpoints: Notes; readonly witness: Notes };

/** What is known of an event. */
export type SeenEvent = {
  /** 32 bytes as a text of one character each ('latin1'). */
  readonly hash: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The month that it declares expired. */
  readonly month: string | null;
};

export class LogVerifier {
  constructor(options: LogOptions);
  readonly waiting: number;
  leaves(ids: Buffer, hashes: Buffer): void;
  /** An event, whose id's 16 bytes stand at a place. */
  event(bytes: Buffer, from: number, event: SeenEvent): void;
  fault(fault: Fault): void;
  /** A signed note, the nth of where it is from, before the last leaf that it is of. One that comes later is a fault. */
  note(note: string, from: string, nth: number): void;
  /** There are no more leaves. */
  end(): void;
  /** Looks at all leaves that were given, whether their events have come or not. */
  passAll(): void;
  /** `lastCheckpointAt`: by the database, in milliseconds since 1970. */
  finish(lastCheckpointAt?: number): Verification;
}

/** Hands notes to a verifier a little before the leaves that they are of. */
export class NotesAhead {
  constructor(log: LogVerifier, from: string, notes: Notes);
  /** Hands over every note of up to so many leaves. */
  fill(size: number): Promise<void>;
  /** Hands over the rest, once the log has ended. */
  drain(): Promise<void>;
  /** Lets go of where they come from, also where not all were handed over. */
  close(): Promise<void>;
}

export const EVENT_COLUMNS: string;
export class EventRows {
  constructor(verifier: LogVerifier);
  readonly count: number;
  feed(chunk: Buffer): void;
}

export function verifyLogLines(
  lines: AsyncIterable<string>,
  options: LogOptions & KnownNotes,
): Promise<Verification>;
/** What is wrong with the proof of one event, a sentence each. */
export function verifyProof(proof: unknown, key: VerifierKey): string[];
/** What is wrong with the proof that one checkpoint continues another, a sentence each. */
export function verifyContinuation(
  consistency: unknown,
  older: string,
  newer: string,
  key: VerifierKey,
): string[];
/** The leaves of a log of so many that were seen, in a bit each. */
export class LeavesSeen {
  constructor(size: number);
  /** Whether it was seen before; it is from now on. What is no leaf of the log is never seen. */
  again(seq: unknown): boolean;
}
/** What stands in an export. */
export type ExportFound = {
  /** What is wrong with it, a sentence each. */
  readonly faults: readonly string[];
  /** How many events were looked at, and of which leaves of the log of so many. */
  readonly events: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly size: number;
  /** Whether it has a last line, against which the number and the digest of its events were held. */
  readonly saysHowMany: boolean;
};
/** Reads an export to its end. */
export function readExport(lines: AsyncIterable<string>, key: VerifierKey): Promise<ExportFound>;
/** What is wrong with an export, a sentence each. */
export function verifyExport(lines: AsyncIterable<string>, key: VerifierKey): Promise<readonly string[]>;
