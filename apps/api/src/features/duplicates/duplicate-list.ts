import type { DuplicatesQuery, DuplicateView } from '@relink/contract';
import type { DuplicateReasonLine, DuplicateState } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { QueryResultRow } from 'pg';
import { countUpToDeepest } from '../../platform/database/count-up-to.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Page } from '../../platform/http/list.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { accountCard, AccountReader, type AccountRecord } from '../accounts/index.ts';
import { PrivateContacts } from '../agents/index.ts';

const SORTS = { id: 'd.id', weight: 'd.weight', foundAt: 'd.found_at' } as const;
const COLUMNS = `d.id, d.state, d.account_a as "accountA", d.account_b as "accountB", d.weight, d.probability, d.reasons,
  d.found_at as "foundAt", d.dismissed_at as "dismissedAt", s.name as "dismissedBy", d.dismiss_reason as "dismissReason",
  d.reopened_at as "reopenedAt"`;
// By one account through its own indexes: the list of all goes by the index of its state.
const ALL = `($1::uuid[] is null or d.id = any($1)) and ($2::text is null or d.state = $2)`;
const OF_ACCOUNT = `${ALL} and d.id in (select id from duplicate where account_a = $3 union all
  select id from duplicate where account_b = $3)`;

type Row = QueryResultRow & {
  id: string;
  state: DuplicateState;
  accountA: string;
  accountB: string;
  weight: number;
  probability: number;
  reasons: DuplicateReasonLine[];
  foundAt: Date;
  dismissedAt: Date | null;
  dismissedBy: string | null;
  dismissReason: string | null;
  reopenedAt: Date | null;
};

/** A list's rows, and the ids of the pairs on it that are none of the reader's business. */
export type DuplicatesRead = {
  readonly rows: DuplicateView[];
  readonly total: number;
  readonly hidden: readonly string[];
};

/** Reads likely duplicates, with both accounts masked. */
@Injectable()
export class DuplicateList {
  constructor(
    private readonly source: DataSource,
    private readonly accounts: AccountReader,
    private readonly policy: PolicyInForce,
    private readonly privateContacts: PrivateContacts,
  ) {}

  /** Those that are open, where no state and no ids are asked for; the likeliest first. */
  async read(
    context: AgentContext,
    { filter = {}, sort }: DuplicatesQuery,
    page: Page,
  ): Promise<DuplicatesRead> {
    const pool = poolOf(this.source);
    const { id, accountId, state = id === undefined ? 'open' : null } = filter;
    const values = [
      id === undefined ? null : [id].flat(),
      state,
      ...(accountId === undefined ? [] : [accountId]),
    ];
    const where = accountId === undefined ? ALL : OF_ACCOUNT;
    const [by, direction] = sort ?? ['weight', 'DESC'];
    const rows = await runSql<Row>(
      pool,
      `select ${COLUMNS} from duplicate d left join agent s on s.id = d.dismissed_by where ${where}
        order by ${SORTS[by]} ${direction}, d.id ${direction} limit ${String(page.limit)} offset ${String(page.offset)}`,
      values,
    );
    const { views, hidden } = await this.viewsOf(context, rows);
    const total = await countUpToDeepest(pool, `duplicate d where ${where}`, values);
    return { rows: views, hidden, total: total - hidden.length };
  }

  /** Nobody at the desk sees their own account or one of their family's, nor what it may be a double of. */
  private async viewsOf(
    context: AgentContext,
    rows: readonly Row[],
  ): Promise<{ views: DuplicateView[]; hidden: string[] }> {
    const pool = poolOf(this.source);
    const ids = [...new Set(rows.flatMap(({ accountA, accountB }) => [accountA, accountB]))];
    const records = await this.accounts.facts(pool, ids, context.now);
    const own = new Set(await this.privateContacts.carriedBy(pool, context.principal.id, records));
    const known = new Map(records.map((record) => [record.id, record]));
    const policy = await this.policy.read(pool);
    const card = (account: AccountRecord, other: AccountRecord) =>
      accountCard(account, { now: context.now, policy, others: [account, other] });
    const views: DuplicateView[] = [];
    const hidden: string[] = [];
    for (const row of rows) {
      const [a, b] = [known.get(row.accountA), known.get(row.accountB)];
      if (!a || !b || own.has(a.id) || own.has(b.id)) hidden.push(row.id);
      else views.push(viewOf(row, [card(a, b), card(b, a)]));
    }
    return { views, hidden };
  }
}

function viewOf(row: Row, accounts: DuplicateView['accounts']): DuplicateView {
  const { id, state, weight, probability, reasons, foundAt, reopenedAt } = row;
  const { dismissedAt, dismissedBy, dismissReason } = row;
  return {
    id,
    state,
    accounts,
    weight,
    probability,
    reasons: reasons.map((reason) => ({ ...reason })),
    foundAt: foundAt.toISOString(),
    dismissed:
      dismissedAt === null
        ? null
        : { at: dismissedAt.toISOString(), byName: dismissedBy ?? '', reason: dismissReason ?? '' },
    reopenedAt: reopenedAt?.toISOString() ?? null,
  };
}
