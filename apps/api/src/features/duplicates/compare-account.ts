import { blockingKeys, type MatchRecord, matchRecordOf } from '@relink/domain';
import { hashKey } from './hash-key.ts';
import type { SourceOfAccount } from './match-sources.repository.ts';

/** An account brought to the form that is compared, as it is kept. */
export type Compared = {
  readonly accountId: string;
  readonly realm: string;
  readonly record: MatchRecord;
  /** The record as it is stored. */
  readonly text: string;
  /** What it is looked for by: what they are made of is personal, and is not kept. */
  readonly keys: readonly number[];
};

/** Brings an account to the form that is compared. */
export function compared({ realm, source }: SourceOfAccount): Compared {
  const record = matchRecordOf(source);
  const keys = new Set(blockingKeys(record).map((key) => hashKey(realm, key)));
  return { accountId: source.id, realm, record, text: JSON.stringify(record), keys: [...keys] };
}
