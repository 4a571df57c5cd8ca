import { type MatchRecord, matchRecordOf } from '@relink/domain';
import { matchKeys } from './match-keys.ts';
import type { SourceOfAccount } from './match-sources.repository.ts';

/** An account brought to the form that is compared, as it is kept. */
export type Compared = {
  readonly accountId: string;
  readonly realm: string;
  readonly record: MatchRecord;
  /** The record as it is stored. */
  readonly text: string;
  readonly keys: readonly number[];
};

/** Brings an account to the form that is compared. */
export function compared({ realm, source }: SourceOfAccount): Compared {
  const record = matchRecordOf(source);
  const text = JSON.stringify(record);
  return { accountId: source.id, realm, record, text, keys: matchKeys(realm, record) };
}
