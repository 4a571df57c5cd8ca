import {
  NUMBERS,
  type Policy,
  type PolicyNumbers,
  policyOf,
  type PolicyPreset,
  type PolicyRules,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { type Executor, runNamed } from '../database/named-statement.ts';

const FIND = {
  name: 'policy_in_force',
  text: `select version, preset, numbers, rules from policy where in_force_from <= now()
          order by in_force_from desc, version desc limit 1`,
};
// A new version must count soon, on every server.
const CACHE_MS = 5000;

type Row = {
  version: number;
  preset: PolicyPreset;
  numbers: Partial<PolicyNumbers>;
  rules: Partial<PolicyRules>;
};

/** The policy that decisions are made under now. */
@Injectable()
export class PolicyInForce {
  private known: { readonly policy: Policy; readonly until: number } | undefined;

  /** The newest version, at most five seconds old. A number that a version does not name is the default's. */
  async read(executor: Executor): Promise<Policy> {
    if (this.known && this.known.until > performance.now()) return this.known.policy;
    const [row] = await runNamed<Row>(executor, FIND, []);
    if (!row) throw new Error('There is no policy in the database: the migrations did not run.');
    const policy = policyOf({ ...row, numbers: overDefaults(row.numbers) });
    this.known = { policy, until: performance.now() + CACHE_MS };
    return policy;
  }
}

function overDefaults(stored: Partial<PolicyNumbers>): PolicyNumbers {
  const groups = Object.entries(NUMBERS).map(([group, defaults]) => [
    group,
    { ...defaults, ...stored[group as keyof PolicyNumbers] },
  ]);
  // The same groups as NUMBERS, each with at least its names.
  return Object.fromEntries(groups) as PolicyNumbers;
}
