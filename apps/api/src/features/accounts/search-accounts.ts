import type { AccountCard } from '@relink/contract';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { problem } from '../../platform/problems/problem.ts';
import { AuditLog, eventWith } from '../audit/index.ts';
import { AccountInCase } from './account-in-case.ts';
import { accountCard } from './account-card.ts';
import { findAccounts, type FoundAccount } from './account-search.repository.ts';
import { readSearch } from './read-search.ts';

/** Keeps what accounts were found by; its values are numbered after the event's own twelve. */
export const KEEP_HITS = {
  name: 'search_hits',
  text: `insert into search_hit (agent_id, account_id, kind, at)
         select $13::uuid, hit.account_id, hit.kind, $16::timestamptz
           from unnest($14::uuid[], $15::text[]) as hit (account_id, kind)
             on conflict (agent_id, account_id, kind) do update set at = greatest(search_hit.at, excluded.at)`,
};

const SEARCHED = eventWith(KEEP_HITS);

/** An agent looks for the caller's accounts. What found an account proves nothing about it later on. */
@Injectable()
export class SearchAccounts {
  constructor(
    private readonly source: DataSource,
    private readonly policy: PolicyInForce,
    private readonly audit: AuditLog,
    private readonly cases: AccountInCase,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * The accounts found, closest first, masked; recorded before anything is answered, under the case if one is named.
   * Throws `case-needed` where that is not an open case of the agent's own.
   */
  async run(context: AgentContext, q: string, caseId?: string): Promise<AccountCard[]> {
    const pool = poolOf(this.source);
    if (caseId !== undefined && !(await this.cases.isOwn(pool, context, caseId)))
      throw problem('case-needed');
    const { now } = context;
    const policy = await this.policy.read(pool);
    const found = await this.find(q, now);
    await this.record(context, found, caseId);
    const accounts = found.map(({ account }) => account);
    return found.map(({ account, foundBy, leadsFrom }) =>
      accountCard(account, { now, policy, others: accounts, foundBy, leadsFrom }),
    );
  }

  /** The readings in turn until one finds somebody; a word may be a username and a name, so those two add up. */
  private async find(q: string, now: Date): Promise<FoundAccount[]> {
    const pool = poolOf(this.source);
    const found = new Map<string, FoundAccount>();
    for (const reading of readSearch(q, this.settings.shopCountries)) {
      for (const hit of await findAccounts(pool, reading, now)) {
        const known = found.get(hit.account.id);
        const foundBy = [...(known?.foundBy ?? []), ...hit.foundBy];
        const leadsFrom = [...new Set([...(known?.leadsFrom ?? []), ...hit.leadsFrom])];
        found.set(hit.account.id, { account: hit.account, foundBy, leadsFrom });
      }
      if (found.size > 0 && ![...found.values()].every(({ foundBy }) => foundBy.includes('username'))) break;
    }
    return [...found.values()];
  }

  /** One statement keeps the event and what the accounts were found by, together or not at all. */
  private async record(
    context: AgentContext,
    found: readonly FoundAccount[],
    caseId: string | undefined,
  ): Promise<void> {
    const entry = {
      action: 'accounts.searched' as const,
      ...(caseId !== undefined && { caseId }),
      facts: {
        kinds: [...new Set(found.flatMap(({ foundBy }) => foundBy))],
        results: found.length,
        accountIds: found.map(({ account }) => account.id),
      },
    };
    const pool = poolOf(this.source);
    if (found.length === 0) {
      await this.audit.record(pool, context, entry);
      return;
    }
    // In one order, so that two searches at once do not wait for each other in a ring.
    const hits = found
      .flatMap(({ account, foundBy }) => foundBy.map((kind) => ({ accountId: account.id, kind })))
      .sort((left, right) => (left.accountId < right.accountId ? -1 : 1));
    await this.audit.recordWith(pool, context, entry, SEARCHED, [
      context.principal.id,
      hits.map(({ accountId }) => accountId),
      hits.map(({ kind }) => kind),
      context.now,
    ]);
  }
}
