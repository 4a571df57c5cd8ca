import {
  countedTerms,
  type MatchRecord,
  type TermFrequencies,
  termFrequencies,
  UNCOUNTED_FREQUENCIES,
} from '@relink/domain';
import { type Executor, runSql } from '../../platform/database/named-statement.ts';

/** Under this term stands how many accounts of the realm were counted. */
const ACCOUNTS = '';
/** A name that fewer than one account in so many has is not worth keeping: the model takes all of them for as rare. */
const RARE = 10_000;
/** In memory at most so many terms, which takes some 40 MB. */
const MOST_TERMS = 300_000;

const READ = `select realm, term, count from match_term t where count > 0 and (term = '' or count * ${String(RARE)}::bigint >=
  coalesce((select count from match_term n where n.realm = t.realm and n.term = ''), 0))`;
const PUT = `insert into match_term (realm, term, count)
    select * from unnest($1::text[], $2::text[], $3::integer[]) on conflict (realm, term)
    do update set count = greatest(0, match_term.count + excluded.count)`;

/** How often names occur in each realm: counted while records are made, and read to weigh what two accounts share. */
export class MatchTerms {
  private readonly realms = new Map<string, Map<string, number>>();

  /** Counts the names of an account, or with `by` -1 takes them back. */
  count(realm: string, record: MatchRecord, by: 1 | -1 = 1): void {
    const terms = this.realms.get(realm) ?? new Map<string, number>();
    this.realms.set(realm, terms);
    for (const term of [ACCOUNTS, ...countedTerms(record)]) terms.set(term, (terms.get(term) ?? 0) + by);
    if (terms.size > MOST_TERMS) forgetRarest(terms);
  }

  /** Adds what was counted to what is kept. */
  async add(executor: Executor): Promise<void> {
    const rows = [...this.realms].flatMap(([realm, terms]) =>
      [...terms].filter(([, count]) => count !== 0).map(([term, count]) => [realm, term, count] as const),
    );
    await put(executor, rows);
  }

  /** Keeps what was counted instead of what was kept; only names that are not rare. */
  async replace(executor: Executor): Promise<void> {
    await runSql(executor, 'delete from match_term');
    const rows = [...this.realms].flatMap(([realm, terms]) => {
      const least = (terms.get(ACCOUNTS) ?? 0) / RARE;
      return [...terms].filter(([, count]) => count >= least).map((entry) => [realm, ...entry] as const);
    });
    await put(executor, rows);
  }
}

type TermRow = readonly [realm: string, term: string, count: number];

async function put(executor: Executor, rows: readonly TermRow[]): Promise<void> {
  if (rows.length === 0) return;
  await runSql(executor, PUT, [
    rows.map(([realm]) => realm),
    rows.map(([, term]) => term),
    rows.map(([, , count]) => count),
  ]);
}

/** The names that so far only one account has. */
function forgetRarest(terms: Map<string, number>): void {
  for (const [term, count] of terms) if (count <= 1) terms.delete(term);
}

/** How common each name is in a realm, as it is kept. */
export async function readFrequencies(executor: Executor): Promise<(realm: string) => TermFrequencies> {
  const rows = await runSql<{ realm: string; term: string; count: number }>(executor, READ);
  const realms = new Map<string, Map<string, number>>();
  for (const { realm, term, count } of rows)
    realms.set(realm, (realms.get(realm) ?? new Map<string, number>()).set(term, count));
  const known = new Map(
    [...realms].map(([realm, terms]) => [realm, termFrequencies(terms, terms.get(ACCOUNTS) ?? 0)] as const),
  );
  return (realm) => known.get(realm) ?? UNCOUNTED_FREQUENCIES;
}
