import type { AccountCard, AccountsQuery } from '@relink/contract';
import { DEFAULT_REALM, NUMBERS, type Policy } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { poolOf } from '../../platform/database/data-source.ts';
import { type Executor, runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Page } from '../../platform/http/list.ts';
import { AgentLooks, type Look } from '../../platform/looks/agent-looks.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { ProblemException } from '../../platform/problems/problem.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { accountCard } from './account-card.ts';
import { ACCOUNT_COLUMNS, accountRecord, type AccountRow } from './account-record.ts';

const SORTS = {
  id: 'id',
  orderCount: 'order_count',
  lastOrderYear: `date_part('year', last_order_at at time zone 'UTC')`,
  beganYear: `date_part('year', began_at at time zone 'UTC')`,
  status: 'status',
} as const;

/** Lists accounts without a search: all of them by key, or some by their ids. Masked, and recorded. */
@Injectable()
export class AccountList {
  constructor(
    private readonly source: DataSource,
    private readonly policy: PolicyInForce,
    private readonly audit: AuditLog,
    private readonly looks: AgentLooks,
    private readonly transaction: Transaction,
  ) {}

  async read(
    context: AgentContext,
    { filter, sort }: AccountsQuery,
    page: Page,
  ): Promise<{ rows: AccountCard[]; total: number }> {
    const pool = poolOf(this.source);
    const { now } = context;
    const ids = filter?.id === undefined ? null : [filter.id].flat();
    const [by, direction] = sort ?? ['id', 'ASC'];
    // By id alone the primary key is the order, and the table is read no further than the page.
    const order = by === 'id' ? `id ${direction}` : `${SORTS[by]} ${direction} nulls last, id ${direction}`;
    const rows = await runSql<AccountRow>(
      pool,
      `with page as materialized (
         select id, row_number() over () as place from
           (select id from account where realm = $1 and ($2::uuid[] is null or id = any($2))
             order by ${order} limit $3 offset $4) cut)
       select ${ACCOUNT_COLUMNS} from page join account a on a.id = page.id order by page.place`,
      [DEFAULT_REALM, ids, page.limit, page.offset],
    );
    const policy = await this.policy.read(pool);
    await this.count(context, ids, rows.length, policy);
    await this.audit.record(pool, context, {
      action: 'accounts.listed',
      facts: { results: rows.length, ...(ids && { accountIds: rows.map(({ id }) => id) }) },
    });
    const accounts = rows.map((row) => accountRecord(row, now));
    return {
      rows: accounts.map((account) => accountCard(account, { now, policy, others: accounts })),
      total: ids ? rows.length : await countAbout(pool),
    };
  }

  /** Accounts by their ids are looked at, one by one; a page of all of them is a search for each screenful. */
  private async count(
    context: AgentContext,
    ids: readonly string[] | null,
    rows: number,
    policy: Policy,
  ): Promise<void> {
    const looks: Look[] =
      ids === null
        ? Array.from({ length: Math.ceil(rows / NUMBERS.search.results) || 1 }, () => ({
            kind: 'search',
            subject: uuidv7(),
          }))
        : [...new Set(ids)].sort().map((subject) => ({ kind: 'account', subject }));
    const refusal = await this.transaction.run(async (em, now) => {
      for (const look of looks) {
        const refused = await this.looks.take(em, { ...context, now }, look, policy);
        if (!refused) continue;
        await this.audit.record(
          em,
          { ...context, now },
          {
            action: 'accounts.listed',
            outcome: 'refused',
            facts: { code: refused.code },
          },
        );
        return refused;
      }
      return undefined;
    });
    if (refusal) throw new ProblemException(refusal);
  }
}

/** Exact as far as a list can be paged, an estimate beyond: counting a large table is not worth the wait. */
async function countAbout(executor: Executor): Promise<number> {
  const [row] = await runSql<{ counted: number; estimate: number }>(
    executor,
    `select (select count(*)::int from
               (select from account where realm = $1 limit ${String(NUMBERS.search.deepestRow + 1)}) few) as counted,
            (select reltuples::float8 from pg_class where oid = 'account'::regclass) as estimate`,
    [DEFAULT_REALM],
  );
  if (!row) return 0;
  return row.counted > NUMBERS.search.deepestRow ? Math.max(row.counted, row.estimate) : row.counted;
}
