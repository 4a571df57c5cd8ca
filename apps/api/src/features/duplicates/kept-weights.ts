import { DUPLICATE_WEIGHTS, type DuplicateWeights, readWeights } from '@relink/domain';
import { type Executor, runSql } from '../../platform/database/named-statement.ts';

/** As one JSON object: the latest version of each realm that has ever kept any weights. */
export const LATEST_VERSIONS = `select coalesce(jsonb_object_agg(realm, version), '{}') from
  (select realm, max(version) as version from match_weights group by realm) latest`;
const LATEST = `select distinct on (realm) realm, version, source, weights from match_weights
  order by realm, version desc`;

type Row = {
  readonly realm: string;
  readonly version: number;
  readonly source: 'estimated' | 'shipped';
  readonly weights: unknown;
};

/** The weights kept for a realm cannot be scored with. Nothing may be scored then, least of all with others. */
export class WeightsUnusable extends Error {
  constructor(
    readonly realm: string,
    readonly version: number,
    fault: string,
  ) {
    super(
      `The weights kept for realm ${realm} (version ${String(version)}) cannot be used: ${fault}. No duplicates are searched ` +
        `for. Keep others: npm run weights -- --database --realm ${realm} --keep (or --shipped).`,
    );
  }
}

/** The weights that each realm scores with: those it kept last, else the shipped ones. Throws WeightsUnusable. */
export async function readKeptWeights(executor: Executor): Promise<(realm: string) => DuplicateWeights> {
  const known = new Map<string, DuplicateWeights>();
  for (const { realm, version, source, weights } of await runSql<Row>(executor, LATEST)) {
    if (source === 'shipped') continue;
    const read = readWeights(weights);
    if (!read.ok) throw new WeightsUnusable(realm, version, read.fault);
    known.set(realm, read.weights);
  }
  return (realm) => known.get(realm) ?? DUPLICATE_WEIGHTS;
}
