import { LARGEST_BLOCK } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { KeepFound } from './keep-found.ts';
import { ENOUGH_ALONE } from './match-keys.ts';
import { readKeptWeights } from './kept-weights.ts';
import { beginPass, beginStep, countDone, endPass, noteWeights } from './pass-progress.ts';
import { readAccounts } from './read-accounts.ts';
import { type Pair, readScoreByRealm, scoreRecords } from './score-records.ts';

// Few at a time: what lives no longer than a batch is cleared away cheaply.
const PAIRS_AT_A_TIME = 2000;

/** A statement over the whole shop takes as long as it takes, and sorts in memory. */
const AT_LENGTH = `set local statement_timeout = 0; set local work_mem = '96MB'; set local maintenance_work_mem = '96MB'`;
// Blocks are cut to size before they are joined: a key of a thousand accounts alone would make half a million pairs.
const PAIR = `insert into match_pair (one, other)
  with shared as materialized (
    select key, place, sharing <= ${ENOUGH_ALONE} as enough
      from (select key, place, count(*) over (partition by key) as sharing from match_key) counted
     where sharing between 2 and $1::integer)
  select x.place, y.place from shared x join shared y on y.key = x.key and y.place > x.place
   group by 1, 2 having count(*) > 1 or bool_or(x.enough) order by 1, 2`;
const NEXT_PAIRS = `select one, other from match_pair where (one, other) > ($1::integer, $2::integer)
  order by one, other limit $3`;

/** Compares all accounts of the shop anew: every one is read, those that share a key are paired, and each pair is scored. */
@Injectable()
export class RunPass {
  constructor(
    private readonly source: DataSource,
    private readonly transaction: Transaction,
    private readonly keepFound: KeepFound,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Carries a pass out from its beginning, also one that was cut off. Nobody else may search meanwhile. Throws
   * WeightsUnusable before anything is done away with, or, where they were kept meanwhile, before anything is scored.
   */
  async run(passId: string): Promise<void> {
    await this.transaction.run((em) => noteWeights(em, passId));
    await readKeptWeights(poolOf(this.source));
    await this.transaction.run((em) => beginPass(em, passId));
    const accounts = await readAccounts(poolOf(this.source), this.transaction, passId);
    const pairs = await this.pair(passId);
    const found = await this.score(passId, pairs);
    await this.transaction.run(async (em, now) => {
      await runSql(em, AT_LENGTH);
      await this.keepFound.run(em, now, null);
      await runSql(em, 'select match_end()');
      await endPass(em, this.audit, now, passId, { accounts, found });
    });
  }

  private pair(passId: string): Promise<number> {
    return this.transaction.run(async (em) => {
      await runSql(em, AT_LENGTH);
      await runSql(em, PAIR, [LARGEST_BLOCK]);
      await runSql(em, 'select match_index()');
      const [made] = await runSql<{ pairs: number }>(em, 'select count(*)::integer as pairs from match_pair');
      const pairs = made?.pairs ?? 0;
      await beginStep(em, passId, 'scoring', pairs);
      return pairs;
    });
  }

  private async score(passId: string, pairs: number): Promise<number> {
    const using = await readScoreByRealm(poolOf(this.source));
    let found = 0;
    let after: Pair = { one: 0, other: 0 };
    for (let done = 0; done < pairs;) {
      const from = after;
      const next = await this.transaction.run(async (em) => {
        const batch = await runSql<Pair>(em, NEXT_PAIRS, [from.one, from.other, PAIRS_AT_A_TIME]);
        found += await scoreRecords(em, batch, using);
        await countDone(em, passId, done + batch.length, found);
        return batch;
      });
      const last = next.at(-1);
      if (!last) break;
      done += next.length;
      after = last;
    }
    return found;
  }
}
