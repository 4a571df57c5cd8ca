/**
 * Every number that an advisory lock of PostgreSQL is taken by: all of a database share one space of them. What is in a
 * released migration cannot be changed and is only written down here.
 */
export const LOCKS = {
  /** Two desks that start at once would both create the application's role. */
  applicationRole: 727_000,
  /** In `audit_prepare_months` (migration 3): two that make a month's partition of the log. */
  auditMonths: 727_001,
  /** Every change by an agent shares it; writing a stop of all changes waits for them. */
  changesGate: 727_002,
  /** Two servers that would both make the first agents. */
  firstAgents: 727_003,
  /** One rotation of the master key at a time, for as long as its session lives. */
  masterKeyRotation: 727_004,
  /** Every batch of an import shares it; an erasure waits for them. */
  erasuresAndImports: 727_005,
  /** One sequencer of the audit log. */
  auditSequencer: 727_028,
  /** One process hands checkpoints to the witness. */
  auditWitness: 727_029,
  /** One writer of the file of erasures. */
  erasuresFile: 727_032,
  /** Two that would count the same day twice. */
  countedDays: 727_034,
} as const;

/** A lock on one thing of many: on the hash of a text with this beginning, by this seed. */
type Sort = { readonly begins: string; readonly seed: number };

/** Every sort of thing that is locked by a hash. Of one seed no text may begin as another sort's does. */
export const LOCKED_SORTS = {
  /** One request with an idempotency key: `agent:…`, `customer:…`, `visitor:…`, its route and its key. */
  idempotentRequest: { begins: '', seed: 0 },
  /** Call-backs asked for by one phone number. */
  callBackPhone: { begins: 'call-back ', seed: 0 },
  /** The name of a mapping of import files. */
  mappingName: { begins: 'mapping ', seed: 0 },
  /** One import of a realm at a time, for as long as its session lives. */
  importOfRealm: { begins: 'import of ', seed: 0 },
  /** One process looks for duplicates. */
  duplicates: { begins: 'find duplicates', seed: 0 },
  /** In `take_look` and its like (migration 32): looks of one kind by one agent. */
  agentLooks: { begins: '', seed: 32 },
  /** The notice of one limit that one agent comes near. */
  limitNotice: { begins: '', seed: 33 },
} as const satisfies Readonly<Record<string, Sort>>;

/** The key of a lock on one thing as SQL; `thing` is SQL of a text, such as `$1`, where there is more than one. */
export function lockOn(sort: keyof typeof LOCKED_SORTS, thing?: string): string {
  const { begins, seed } = LOCKED_SORTS[sort];
  const parts = [...(begins === '' ? [] : [`'${begins}'`]), ...(thing === undefined ? [] : [thing])];
  return `hashtextextended(${parts.join(' || ')}, ${String(seed)})`;
}
