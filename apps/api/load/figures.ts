import type { InvariantResult } from '../faults/invariants.ts';
import type { Meter } from './meter.ts';

const EXAMPLES = 20;

/** What a run printed at its end, and whether all was well. */
export type Figures = { readonly lines: readonly string[]; readonly well: boolean };

/** The figures of a run: per step, per script, refusals as expected, errors, and each invariant that does not hold. */
export function figuresOf(meter: Meter, invariants: readonly InvariantResult[]): Figures {
  const broken = invariants.filter((invariant) => invariant.broken > 0);
  const played = [...meter.cases.values()].reduce((sum, count) => sum + count, 0);
  const { p50, p99 } = meter.quantiles();
  const steps = meter.steps.map(([step, count]) => {
    const of = meter.quantiles(step);
    return `${step.padEnd(28)} ${String(count).padStart(7)}   p50 ${whole(of.p50)} ms   p99 ${whole(of.p99)} ms`;
  });
  const scripts = [...meter.cases].map(
    ([script, count]) => `${script.padEnd(28)} ${String(count).padStart(7)} played`,
  );
  const refusals = [...meter.refusals].map(([what, count]) => `expected refusal  ${what} ×${count}`);
  const errors = meter.errors.slice(0, EXAMPLES).map(({ step, what }) => `ERROR ${step}: ${what}`);
  const breaches = broken.map(
    ({ name, broken: rows, example }) => `BROKEN ${name}: ${rows}, such as ${example ?? '?'}`,
  );
  return {
    lines: [
      ...steps,
      '',
      ...scripts,
      '',
      ...refusals.toSorted(),
      '',
      ...errors,
      ...breaches,
      `${meter.requests} requests, ${played} scripts, ${meter.changes} changes, ${meter.errors.length} errors, p50 ${whole(p50)} ms, p99 ${whole(p99)} ms`,
      `${invariants.length} invariants checked, ${broken.length} broken`,
    ],
    well: meter.errors.length === 0 && broken.length === 0 && invariants.length > 0 && played > 0,
  };
}

function whole(milliseconds: number): string {
  return milliseconds.toFixed(0).padStart(5);
}
