import { changesMatch, type MatchRecord } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import { CustomerKeys } from '../../platform/sealing/customer-keys.ts';
import { AuditLog } from '../audit/index.ts';

// $1 are the accounts that were compared anew; null when all were.
const DROP_GONE = `delete from duplicate d where state = 'open'
  and ($1::uuid[] is null or account_a = any($1) or account_b = any($1))
  and not exists (select from match_found f where f.account_a = d.account_a and f.account_b = d.account_b)`;
const KEEP = `insert into duplicate as d (id, realm, account_a, account_b, weight, probability, reasons, state, found_at)
    select distinct on (account_a, account_b) id, realm, account_a, account_b, weight, probability, reasons, 'open', $1::timestamptz from match_found
    on conflict (account_a, account_b) do update set weight = excluded.weight, probability = excluded.probability,
      reasons = excluded.reasons, state = case d.state when 'merged' then 'open' else d.state end
    where (d.weight, d.probability, d.reasons) is distinct from (excluded.weight, excluded.probability, excluded.reasons)
      or d.state = 'merged'`;
const DISMISSED = `select d.id, d.account_a as "accountA", d.account_b as "accountB", d.dismissed_a as "sealedA",
    d.dismissed_b as "sealedB", a.record as "recordA", b.record as "recordB"
  from match_found f join duplicate d on d.account_a = f.account_a and d.account_b = f.account_b
    join match_record a on a.account_id = d.account_a join match_record b on b.account_id = d.account_b
  where d.state = 'dismissed' and d.id > $1 order by d.id limit 500`;
const REOPEN = `update duplicate set state = 'open', reopened_at = $2 where id = any($1::uuid[])`;
const FIRST = '00000000-0000-0000-0000-000000000000';

type Dismissed = {
  id: string;
  accountA: string;
  accountB: string;
  sealedA: Buffer;
  sealedB: Buffer;
  recordA: MatchRecord;
  recordB: MatchRecord;
};

/** Brings the list of duplicates to what a search has found. */
@Injectable()
export class KeepFound {
  constructor(
    private readonly keys: CustomerKeys,
    private readonly audit: AuditLog,
  ) {}

  /** `accountIds` are those that were compared anew; null when all were. */
  async run(em: EntityManager, now: Date, accountIds: readonly string[] | null): Promise<void> {
    await runSql(em, DROP_GONE, [accountIds]);
    await runSql(em, KEEP, [now]);
    await this.reopen(em, now);
  }

  /** What was dismissed is open again when an account has changed since in a way that matters. */
  private async reopen(em: EntityManager, now: Date): Promise<void> {
    for (let after = FIRST; ;) {
      const dismissed = await runSql<Dismissed>(em, DISMISSED, [after]);
      const changed: Dismissed[] = [];
      for (const pair of dismissed) if (await this.hasChanged(em, pair)) changed.push(pair);
      await runSql(em, REOPEN, [changed.map(({ id }) => id), now]);
      await this.audit.recordMany(
        em,
        { principal: { kind: 'system' }, address: null, now },
        changed.map(({ id, accountA, accountB }) => ({
          action: 'duplicate.reopened',
          accountId: accountA,
          facts: { duplicateId: id, otherAccountId: accountB },
        })),
      );
      const last = dismissed.at(-1);
      if (!last) return;
      after = last.id;
    }
  }

  private async hasChanged(em: EntityManager, pair: Dismissed): Promise<boolean> {
    const { id, accountA, accountB, sealedA, sealedB, recordA, recordB } = pair;
    return (
      (await this.differs(em, accountA, id, sealedA, recordA)) ||
      (await this.differs(em, accountB, id, sealedB, recordB))
    );
  }

  private async differs(
    em: EntityManager,
    accountId: string,
    duplicateId: string,
    sealed: Buffer,
    record: MatchRecord,
  ): Promise<boolean> {
    // What was sealed here was a record.
    const before = (await this.keys.open(
      em,
      accountId,
      sealingContext(duplicateId),
      sealed,
    )) as MatchRecord | null;
    return before === null || changesMatch(before, record);
  }
}

/** What a record is sealed as when its pair is dismissed. */
export function sealingContext(duplicateId: string): string {
  return `dismissed duplicate ${duplicateId}`;
}
