import type { PolicyVersionView } from '@relink/contract';
import {
  policyDifferences,
  type PolicyNumbers,
  policyOf,
  type PolicyPreset,
  type PolicyRules,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/config/clock.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import { overDefaults } from '../../platform/policy/policy-in-force.ts';

type Row = {
  readonly version: number;
  readonly preset: PolicyPreset;
  readonly numbers: Partial<PolicyNumbers>;
  readonly rules: Partial<PolicyRules>;
  readonly reason: string;
  readonly inForceFrom: Date;
  readonly createdAt: Date;
  readonly setBy: string | null;
  readonly now: Date;
};

/** Every version of the policy there was, is or will be. They are few: an admin writes each by hand. */
@Injectable()
export class PolicyVersions {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The newest first. */
  async all(): Promise<PolicyVersionView[]> {
    const rows = await runSql<Row>(
      poolOf(this.source),
      `select p.version, p.preset, p.numbers, p.rules, p.reason, p.in_force_from as "inForceFrom",
              p.created_at as "createdAt", a.name as "setBy", now() as now
         from policy p left join agent a on a.id = p.set_by order by p.version`,
      [],
    );
    const policies = rows.map((row) => policyOf({ ...row, numbers: overDefaults(row.numbers) }));
    const inForce = this.inForce(rows);
    return rows
      .map((row, index): PolicyVersionView => {
        const { preset, numbers, rules } =
          policies[index] ?? policyOf({ ...row, numbers: overDefaults(row.numbers) });
        const before = policies[index - 1];
        return {
          id: row.version,
          preset,
          numbers,
          rules: { ...rules, highValue: { ...rules.highValue } },
          reason: row.reason,
          inForceFrom: row.inForceFrom.toISOString(),
          createdAt: row.createdAt.toISOString(),
          setBy: row.setBy,
          state:
            row === inForce ? 'in-force' : row.inForceFrom > this.clock.read(row.now) ? 'coming' : 'past',
          differences: before === undefined ? [] : policyDifferences(before, { preset, numbers, rules }),
        };
      })
      .reverse();
  }

  private inForce(rows: readonly Row[]): Row | undefined {
    return rows
      .filter(({ inForceFrom, now }) => inForceFrom <= this.clock.read(now))
      .toSorted((a, b) => a.inForceFrom.getTime() - b.inForceFrom.getTime() || a.version - b.version)
      .at(-1);
  }
}
