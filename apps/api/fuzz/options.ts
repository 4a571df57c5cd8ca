import { parseArgs } from 'node:util';
import type { FuzzOptions } from './fuzz-api.ts';

/** Reads the command line. Throws, saying what is wrong, on an option nobody knows or a number that is none. */
export function readOptions(args: readonly string[]): FuzzOptions & { readonly codes: boolean } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'per-route': { type: 'string', default: '10000' },
      seed: { type: 'string', default: '20261122' },
      only: { type: 'string', default: '' },
      /** Prints why requests were refused, not only how. */
      codes: { type: 'boolean', default: false },
      connections: { type: 'string', default: '24' },
    },
  });
  return {
    perRoute: whole('per-route', values['per-route']),
    seed: whole('seed', values.seed),
    only: values.only,
    codes: values.codes,
    connections: whole('connections', values.connections),
  };
}

function whole(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`--${name} must be a whole number of at least 1.`);
  return number;
}
