import { parseArgs } from 'node:util';

/** Who works how long at how much. */
export type LoadOptions = {
  readonly agents: number;
  /** In flight at once. */
  readonly cases: number;
  readonly minutes: number;
  readonly seed: number;
  /** The longest pause between two steps of a case, in milliseconds. */
  readonly pause: number;
};

/** Reads the command line. Throws, saying what is wrong, on an option nobody knows or a number that is none. */
export function readOptions(args: readonly string[]): LoadOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      agents: { type: 'string', default: '50' },
      cases: { type: 'string', default: '300' },
      minutes: { type: 'string', default: '3' },
      seed: { type: 'string', default: '20261122' },
      pause: { type: 'string', default: '6000' },
    },
  });
  const number = (name: keyof typeof values, least: number): number => {
    const given = Number(values[name]);
    if (!Number.isFinite(given) || given < least)
      throw new Error(`--${name} must be a number of at least ${least}.`);
    return given;
  };
  return {
    agents: number('agents', 2),
    cases: number('cases', 1),
    minutes: number('minutes', 0.1),
    seed: number('seed', 0),
    pause: number('pause', 0),
  };
}
