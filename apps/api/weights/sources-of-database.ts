import type { MatchSource } from '@relink/domain';
import { Pool } from 'pg';
import { readSourcesAfter } from '../src/features/duplicates/match-sources.repository.ts';

const AT_A_TIME = 5000;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** The first accounts of a realm of the desk's own database, at most so many. Reads only. */
export async function sourcesOfDatabase(url: string, realm: string, most: number): Promise<MatchSource[]> {
  const pool = new Pool({ connectionString: url, max: 1 });
  try {
    const sources: MatchSource[] = [];
    let last = FIRST;
    while (sources.length < most) {
      const batch = await readSourcesAfter(pool, last, AT_A_TIME);
      const end = batch.at(-1);
      if (end === undefined) break;
      last = end.source.id;
      sources.push(...batch.filter((one) => one.realm === realm).map(({ source }) => source));
    }
    return sources.slice(0, most);
  } finally {
    await pool.end();
  }
}
