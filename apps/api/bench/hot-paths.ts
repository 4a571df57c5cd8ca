import { Client } from 'pg';
import { type BenchDesk, fillDesk } from './data/fill-desk.ts';
import type { BenchCase } from './data/open-cases.ts';
import { type Comparison, inTurn } from './measure/compare.ts';
import { describePages, pagesTouched } from './measure/explain.ts';
import { type Caller, load } from './measure/load.ts';
import { type BenchOptions, isWanted } from './options.ts';
import type { Place } from './place.ts';
import { DESK, FLOOR, serverEnvironment, startServer } from './processes.ts';
import { type Scenario, scenarios } from './scenarios.ts';

/** Before the first round: the compiler of Node and the caches of PostgreSQL have seen the path by then. */
const WARM_UP_SECONDS = 5;
const EXPLAINED_CASES = 20;

/** Fills a shop, starts the desk and its floor in processes of their own, and compares them path by path. */
export async function compareHotPaths(place: Place, options: BenchOptions): Promise<Comparison[]> {
  const { agents, cases } = await filled(place, options);
  const env = serverEnvironment(place, place.postgres.url);
  const [ofDesk, ofFloor] = halves(agents.length, cases).map((half) => scenarios(agents, half));
  const desk = await startServer(DESK, env, place.folder);
  const floor = await startServer(FLOOR, env, place.folder);
  const comparisons: Comparison[] = [];
  for (const [at, scenario] of (ofDesk ?? []).entries())
    if (isWanted(options, scenario.name))
      comparisons.push(
        await compare(
          scenario,
          options,
          { url: desk.url, callers: scenario.callers },
          { url: floor.url, callers: ofFloor?.[at]?.callers ?? [] },
        ),
      );
  await desk.stop();
  await floor.stop();
  return comparisons;
}

async function filled({ postgres }: Place, { accounts, connections }: BenchOptions): Promise<BenchDesk> {
  const owner = new Client({ connectionString: postgres.url });
  owner.on('error', () => undefined);
  await owner.connect();
  try {
    const desk = await fillDesk(owner, accounts, connections);
    console.log(describePages(await pagesTouched(owner, desk.cases.slice(0, EXPLAINED_CASES))));
    return desk;
  } finally {
    await owner.end();
  }
}

/**
 * Half of each agent's cases for the desk and half for its floor: what the floor seals for a customer is of the right
 * size, but no desk could open it.
 */
function halves(agentCount: number, cases: readonly BenchCase[]): BenchCase[][] {
  // A case that is verified and one that is not for each agent in turn.
  const turn = 2 * agentCount;
  return [0, 1].map((half) => cases.filter((_, at) => Math.floor(at / turn) % 2 === half));
}

type Side = { readonly url: string; readonly callers: readonly Caller[] };

async function compare(
  { name, unit, target }: Scenario,
  { rounds, seconds }: BenchOptions,
  desk: Side,
  floor: Side,
): Promise<Comparison> {
  const measured = (side: Side, called: string) => async () => {
    const { perSecond, p99 } = await load(side.url, side.callers, seconds);
    console.log(`${name}, ${called}: ${perSecond.toFixed(0)} ${unit}, p99 ${p99} ms`);
    return perSecond;
  };
  for (const { url, callers } of [desk, floor]) await load(url, callers, WARM_UP_SECONDS);
  const figures = await inTurn(rounds, measured(desk, 'desk'), measured(floor, 'floor'));
  return { name, unit, target, ...figures };
}
