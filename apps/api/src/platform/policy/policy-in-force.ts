import {
  NUMBERS,
  type Policy,
  type PolicyNumbers,
  policyOf,
  type PolicyPreset,
  type PolicyRules,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.ts';
import { type Executor, runNamed } from '../database/named-statement.ts';

// The one in force by the database's time and all that are to come, however many an admin has written ahead; what has
// been overtaken is not read.
const FIND = {
  name: 'policy_versions',
  text: `select version, preset, numbers, rules, in_force_from as "inForceFrom", now() as now from policy
          where in_force_from > now() or version =
            (select version from policy where in_force_from <= now() order by in_force_from desc, version desc limit 1)
          order by in_force_from desc, version desc`,
};
// A new version must count soon, on every server.
const CACHE_MS = 5000;

type Row = {
  readonly version: number;
  readonly preset: PolicyPreset;
  readonly numbers: Partial<PolicyNumbers>;
  readonly rules: Partial<PolicyRules>;
  readonly inForceFrom: Date;
  readonly now: Date;
};

/** The policy that decisions are made under now. */
@Injectable()
export class PolicyInForce {
  private known: { readonly policy: Policy; readonly until: number } | undefined;

  constructor(private readonly clock: Clock) {}

  /**
   * The version in force, at most five seconds old: of those whose time has come the one that came last. A number that
   * a version does not name is the default's.
   */
  async read(executor: Executor): Promise<Policy> {
    if (this.known && this.known.until > performance.now()) return this.known.policy;
    const policy = await this.readAnew(executor);
    this.known = { policy, until: performance.now() + CACHE_MS };
    return policy;
  }

  /** A new version has been written: this server reads it at the next decision, the others within five seconds. */
  forget(): void {
    this.known = undefined;
  }

  /** The version in force as the database has it at this moment. */
  async readAnew(executor: Executor): Promise<Policy> {
    const rows = await runNamed<Row>(executor, FIND, []);
    const row = rows.find(({ inForceFrom, now }) => inForceFrom <= this.clock.read(now));
    if (!row) throw new Error('There is no policy in the database: the migrations did not run.');
    return policyOf({ ...row, numbers: overDefaults(row.numbers) });
  }
}

/** A version's numbers, and the desk's own for those it does not name. */
export function overDefaults(stored: Partial<PolicyNumbers>): PolicyNumbers {
  const groups = Object.entries(NUMBERS).map(([group, defaults]) => [
    group,
    // A version from before there were limits by role meant everybody by an agent's.
    {
      ...defaults,
      ...(stored[group as keyof PolicyNumbers] ?? (group.endsWith('Changes') ? stored.agentChanges : {})),
    },
  ]);
  // The same groups as NUMBERS, each with at least its names.
  return Object.fromEntries(groups) as PolicyNumbers;
}
