import type { ReviewVerdict } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

const COUNT = {
  name: 'review_rate',
  text: `select count(*)::int as drawn, count(verdict)::int as marked,
                (count(*) filter (where verdict = 'fine'))::int as fine,
                (count(*) filter (where verdict = 'coach'))::int as coach,
                (count(*) filter (where verdict = 'incident'))::int as incident
           from review where day >= ($1::timestamptz at time zone 'UTC')::date and day < ($2::timestamptz at time zone 'UTC')::date`,
};

/** How many reviews there are of some days, how many of them are marked, and as what. */
export type ReviewRate = { readonly drawn: number; readonly marked: number } & Readonly<
  Record<ReviewVerdict, number>
>;

/** The reviews of the days in UTC from that of `from` up to, and without, that of `to`. The rate reviewed is marked / drawn. */
export async function reviewRate(executor: Executor, from: Date, to: Date): Promise<ReviewRate> {
  const [rate] = await runNamed<ReviewRate>(executor, COUNT, [from, to]);
  return rate ?? { drawn: 0, marked: 0, fine: 0, coach: 0, incident: 0 };
}
