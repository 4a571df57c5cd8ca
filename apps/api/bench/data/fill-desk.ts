import type { Client } from 'pg';
import { fillShop } from './fill-shop.ts';
import { type BenchAgent, type BenchCase, openCases } from './open-cases.ts';

/** A desk with its agents at work. */
export type BenchDesk = { readonly agents: readonly BenchAgent[]; readonly cases: readonly BenchCase[] };

/** Fills a migrated database with a shop of so many accounts and a desk of so many agents, and says how long it took. */
export async function fillDesk(owner: Client, accounts: number, agentCount: number): Promise<BenchDesk> {
  const began = performance.now();
  await fillShop(owner, accounts);
  const desk = await openCases(owner, agentCount);
  await owner.query('vacuum analyze');
  await owner.query('checkpoint');
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${accounts.toLocaleString('en')} accounts filled in ${seconds} s.`);
  return desk;
}
