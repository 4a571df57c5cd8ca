import type { AccountCard } from '@relink/contract';
import {
  looksLikeName,
  needsSecondDetail,
  type Policy,
  type Refusal,
  type SecondDetail,
  secondDetailOf,
  type TypedDetails,
} from '@relink/domain';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { AgentLooks, type LookRow, takeLook } from '../../platform/looks/agent-looks.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { problem, ProblemException } from '../../platform/problems/problem.ts';
import { type AuditEntry, AuditLog, eventWhereAllowed } from '../audit/index.ts';
import { AccountInCase } from './account-in-case.ts';
import { accountCard } from './account-card.ts';
import { findAccounts, type FoundAccount } from './account-search.repository.ts';
import { readSearch } from './read-search.ts';

const LOOK_VALUES = 7;
const first = 13 + LOOK_VALUES;
/** Keeps what accounts were found by, where the search is allowed; its values come after the event's and the look's. */
const KEEP_HITS = {
  name: 'search_hits',
  text: `insert into search_hit (agent_id, account_id, kind, at)
         select $13::uuid, hit.account_id, hit.kind, $17::timestamptz
           from unnest($${String(first)}::uuid[], $${String(first + 1)}::text[]) as hit (account_id, kind), look
          where look.allowed
             on conflict (agent_id, account_id, kind) do update set at = greatest(search_hit.at, excluded.at)`,
};

/** One statement counts a search, keeps its event, and keeps what the accounts were found by: named for the benchmark's floor. */
export const SEARCHED = eventWhereAllowed({ name: 'search', text: takeLook(13) }, KEEP_HITS);

/** What a search asks for: what was typed, a second detail for a name, and the case that it is for. */
export type SearchRequest = TypedDetails & { readonly q: string; readonly caseId?: string | undefined };

/** An agent looks for the caller's accounts. What found an account proves nothing about it later on. */
@Injectable()
export class SearchAccounts {
  constructor(
    private readonly source: DataSource,
    private readonly policy: PolicyInForce,
    private readonly audit: AuditLog,
    private readonly cases: AccountInCase,
    private readonly looks: AgentLooks,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * The accounts found, closest first, masked; counted and recorded before anything is answered, under the case if one
   * is named. Throws `case-needed` where that is not an open case of the agent's own, `search-limit-reached`, and
   * `second-detail-needed` for a name without one, whoever has that name.
   */
  async run(context: AgentContext, request: SearchRequest): Promise<AccountCard[]> {
    const pool = poolOf(this.source);
    const { q, caseId } = request;
    if (caseId !== undefined && !(await this.cases.isOwn(pool, context, caseId)))
      throw problem('case-needed');
    const { now } = context;
    const policy = await this.policy.read(pool);
    const detail = secondDetailOf(request);
    const nameAlone = detail === null && needsSecondDetail(context.principal.role);
    const found = await this.find(q, now, detail, nameAlone);
    if (found === 'second-detail-needed') return this.askForDetail(context, caseId, policy);
    const refusal = await this.record(context, found, caseId, policy);
    if (refusal) return this.refuse(context, caseId, refusal);
    const accounts = found.map(({ account }) => account);
    return found.map(({ account, foundBy, leadsFrom }) =>
      accountCard(account, { now, policy, others: accounts, foundBy, leadsFrom }),
    );
  }

  /**
   * The readings in turn until one finds somebody; a word may be a username and a name, so those two add up. A name
   * alone is not looked for where a second detail is needed, so that nothing can be told from the answer.
   */
  private async find(
    q: string,
    now: Date,
    detail: SecondDetail | null,
    nameAlone: boolean,
  ): Promise<FoundAccount[] | 'second-detail-needed'> {
    const pool = poolOf(this.source);
    const found = new Map<string, FoundAccount>();
    for (const reading of readSearch(q, this.settings.shopCountries, detail)) {
      if (reading.by === 'name' && nameAlone) {
        if (found.size === 0 && looksLikeName(q)) return 'second-detail-needed';
        break;
      }
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

  /** A name was looked for as a username all the same, and that nobody has it is an answer: it counts as a search. */
  private async askForDetail(
    context: AgentContext,
    caseId: string | undefined,
    policy: Policy,
  ): Promise<never> {
    const refusal = await this.record(context, [], caseId, policy, DETAIL_NEEDED);
    if (refusal) return this.refuse(context, caseId, refusal);
    throw new ProblemException(DETAIL_NEEDED);
  }

  /** Counts the search and keeps what it found, or why it found nothing; answers why it may not be shown. */
  private async record(
    context: AgentContext,
    found: readonly FoundAccount[],
    caseId: string | undefined,
    policy: Policy,
    because?: Refusal,
  ): Promise<Refusal | undefined> {
    const accountIds = found.map(({ account }) => account.id);
    const entry = because
      ? refusedEntry(caseId, because)
      : {
          ...entryOf(caseId),
          facts: {
            kinds: [...new Set(found.flatMap(({ foundBy }) => foundBy))],
            results: found.length,
            accountIds,
          },
        };
    // In one order, so that two searches at once do not wait for each other in a ring.
    const hits = found
      .flatMap(({ account, foundBy }) => foundBy.map((kind) => ({ accountId: account.id, kind })))
      .sort((left, right) => (left.accountId < right.accountId ? -1 : 1));
    const look = { kind: 'search', subject: uuidv7(), accountIds } as const;
    const [row] = await this.audit.recordWith<LookRow>(poolOf(this.source), context, entry, SEARCHED, [
      ...this.looks.values(context, look, policy),
      hits.map(({ accountId }) => accountId),
      hits.map(({ kind }) => kind),
    ]);
    return this.looks.judge(context, 'search', row, policy);
  }

  private async refuse(context: AgentContext, caseId: string | undefined, refusal: Refusal): Promise<never> {
    await this.audit.record(poolOf(this.source), context, refusedEntry(caseId, refusal));
    throw new ProblemException(refusal);
  }
}

function entryOf(caseId: string | undefined): Pick<AuditEntry, 'action' | 'caseId'> {
  return { action: 'accounts.searched', ...(caseId !== undefined && { caseId }) };
}

function refusedEntry(caseId: string | undefined, { code }: Refusal): AuditEntry {
  return { ...entryOf(caseId), outcome: 'refused', facts: { code } };
}

const DETAIL_NEEDED: Refusal = {
  code: 'second-detail-needed',
  errors: {
    'filter.postcode': 'Ask for a postcode of the account,',
    'filter.orderMonth': 'or for the month of an order,',
    'filter.phoneLast4': 'or for the last four digits of a phone.',
  },
};
