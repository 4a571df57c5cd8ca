import { cpus, loadavg } from 'node:os';

/** On what a run was measured, and what else the machine had to do meanwhile. */
export function machine({ fsync }: { readonly fsync: boolean }): string {
  const [, load = Number.NaN] = loadavg();
  return `${cpus().length} cores, fsync ${fsync ? 'on' : 'off'}, a load of ${load.toFixed(1)} over the last five minutes.`;
}
