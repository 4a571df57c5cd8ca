/** What an error of a run was: no reason to stop the others, and enough to look into it. */
export type LoadError = { readonly step: string; readonly what: string };

/** Counts what happened, and how long each answer took. */
export class Meter {
  readonly errors: LoadError[] = [];
  readonly refusals = new Map<string, number>();
  private readonly latencies = new Map<string, number[]>();
  changes = 0;
  /** Stories whose accounts were given points, credit and all that. */
  endowed = 0;
  readonly cases = new Map<string, number>();

  answered(step: string, milliseconds: number, changed: boolean): void {
    const known = this.latencies.get(step);
    if (known) known.push(milliseconds);
    else this.latencies.set(step, [milliseconds]);
    if (changed) this.changes += 1;
  }

  refused(step: string, code: string): void {
    raise(this.refusals, `${step}: ${code}`);
  }

  failed(step: string, what: string): void {
    this.errors.push({ step, what });
  }

  played(script: string): void {
    raise(this.cases, script);
  }

  get requests(): number {
    return [...this.latencies.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /** Of one step, or of all of them: half and 99 of 100 answers came within so many milliseconds. */
  quantiles(step?: string): { readonly p50: number; readonly p99: number } {
    const all = step === undefined ? [...this.latencies.values()].flat() : (this.latencies.get(step) ?? []);
    const sorted = all.toSorted((one, other) => one - other);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return { p50: at(0.5), p99: at(0.99) };
  }

  get steps(): readonly (readonly [step: string, count: number])[] {
    return [...this.latencies].map(([step, { length }]) => [step, length] as const);
  }
}

function raise(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
