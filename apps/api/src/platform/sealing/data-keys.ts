import { hkdfSync } from 'node:crypto';
import type { Settings } from '../config/settings.ts';
import { type Executor, runSql } from '../database/named-statement.ts';
import { openWith } from './sealed.ts';

/** What a data key is for, with what its first one is derived from the first master key by (HKDF, RFC 5869). */
const FIRST_INFO = {
  'customer keys': 'relink customer keys',
  'message secrets': 'relink message secrets',
  digests: 'relink digests',
  'factor secrets': 'relink agents factors',
  'signing keys': 'relink signing keys',
  'database role': 'relink database role',
} as const;
export type DataKeyUse = keyof typeof FIRST_INFO;
export const DATA_KEY_USES = Object.keys(FIRST_INFO) as DataKeyUse[];

const LENGTH = 32;
const ROLE_LENGTH = 24;

/** A key that is kept; null of the id: derived, because nothing is kept yet. */
export type DataKey = { readonly id: string | null; readonly key: Buffer };
export type DataKeyRow = {
  readonly id: string;
  readonly use: DataKeyUse;
  readonly wrapped: Buffer;
  readonly made_under: Buffer;
  /** Whether it is sealed with already: by then every process has read it. */
  readonly seals: boolean;
};
export type MasterKeys = Pick<Settings, 'masterKey'> & {
  readonly previousMasterKey?: Settings['previousMasterKey'];
};

export const READ_DATA_KEYS = `select id, use, wrapped, made_under, seals_from <= now() as seals from data_key
  order by made_at desc, id desc`;

/** Derives the first data key of a use, which everything from before data keys is sealed with. */
export function firstDataKey(masterKey: Buffer, use: DataKeyUse): Buffer {
  const length = use === 'database role' ? ROLE_LENGTH : LENGTH;
  return Buffer.from(hkdfSync('sha256', masterKey, '', FIRST_INFO[use], length));
}

/** The key that a master key wraps data keys with. */
export function wrappingKeyOf(masterKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, '', 'relink data keys', LENGTH));
}

/** Tells master keys apart, and neither is found by it. */
export function fingerprintOf(masterKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, '', 'relink which master key', 16));
}

/** What a wrapped data key is bound to. */
export function contextOf({ id, use }: Pick<DataKeyRow, 'id' | 'use'>): string {
  return `data key ${use} ${id}`;
}

/** Opens a data key by whichever of the master keys wraps it; undefined where neither does. */
export function openDataKey(
  row: DataKeyRow,
  { masterKey, previousMasterKey }: MasterKeys,
): Buffer | undefined {
  for (const master of [masterKey, previousMasterKey])
    if (master !== undefined)
      try {
        return openWith(wrappingKeyOf(master), contextOf(row), row.wrapped);
      } catch {
        // Wrapped by the other one, or by neither.
      }
  return undefined;
}

/** The data keys of this process: read at its start and again while it runs, so that a rotation is followed. */
export class DataKeys {
  private kept = new Map<DataKeyUse, readonly (DataKey & { readonly seals: boolean })[]>();

  constructor(private readonly masters: MasterKeys) {}

  /** The one to seal with. */
  toSealWith(use: DataKeyUse): DataKey {
    return this.kept.get(use)?.find(({ seals }) => seals) ?? this.derived(use);
  }

  /** All that something may be sealed with, the newest first. */
  toOpenWith(use: DataKeyUse): readonly Buffer[] {
    const kept = this.kept.get(use);
    return kept ? kept.map(({ key }) => key) : [this.derived(use).key];
  }

  /**
   * Reads them anew. False where one cannot be opened: they were wrapped by a master key that this process was not given,
   * and it goes on with those it has.
   */
  async refresh(executor: Executor): Promise<boolean> {
    const rows = await runSql<DataKeyRow>(executor, READ_DATA_KEYS);
    const read = new Map<DataKeyUse, (DataKey & { seals: boolean })[]>();
    for (const row of rows) {
      const key = openDataKey(row, this.masters);
      if (!key) return false;
      read.set(row.use, [...(read.get(row.use) ?? []), { id: row.id, key, seals: row.seals }]);
    }
    this.kept = read;
    return true;
  }

  private derived(use: DataKeyUse): DataKey {
    return { id: null, key: firstDataKey(this.masters.masterKey, use) };
  }
}
