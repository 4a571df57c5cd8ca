import { type DuplicateWeights, readWeights } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { runSql } from '../../platform/database/named-statement.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';

/** Weights that were estimated, and from how much. */
export type EstimatedWeights = {
  readonly weights: DuplicateWeights;
  readonly accounts: number;
  readonly pairs: number;
};

const REALM = 'select id from realm where id = $1';
const KEEP = `insert into match_weights (realm, version, source, weights, estimated_from, at)
  select $1, coalesce(max(version), 0) + 1, $2, $3::jsonb, $4::jsonb, $5 from match_weights where realm = $1 returning version`;

/** Keeps the weights that a realm scores with from now on. A process that searches has all accounts compared anew. */
@Injectable()
export class KeepWeights {
  constructor(
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
  ) {}

  /** Returns the version; null takes the shipped weights again. Throws when there is no such realm. */
  run(realm: string, estimated: EstimatedWeights | null): Promise<number> {
    return this.transaction.runAgainIfOvertaken(async (em, now) => {
      const [known] = await runSql<{ id: string }>(em, REALM, [realm]);
      if (!known) throw new Error(`There is no realm ${realm}.`);
      if (estimated !== null) {
        const read = readWeights(estimated.weights);
        if (!read.ok) throw new Error(`These weights cannot be used: ${read.fault}.`);
      }
      const source = estimated === null ? 'shipped' : 'estimated';
      const from = estimated === null ? null : { accounts: estimated.accounts, pairs: estimated.pairs };
      const [kept] = await runSql<{ version: number }>(em, KEEP, [
        realm,
        source,
        estimated === null ? null : JSON.stringify(estimated.weights),
        from === null ? null : JSON.stringify(from),
        now,
      ]);
      if (!kept) throw new Error('The database did not say which version it kept.');
      await this.audit.record(
        em,
        { principal: { kind: 'system' }, address: null, now },
        { action: 'duplicate-weights.kept', facts: { realm, version: kept.version, source, ...from } },
      );
      return kept.version;
    });
  }
}
