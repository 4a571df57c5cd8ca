import type { RouteReport } from './fuzz-api.ts';
import type { Operation } from './operations.ts';
import { OUT_OF_REACH } from './out-of-reach.ts';

/** With so many requests a route must have answered with each status that can be reached. */
const ENOUGH_TO_REACH = 1000;

/** The figures of a run, and whether all is well. */
export type Summary = { readonly lines: readonly string[]; readonly well: boolean };

/** One route in one line: how many requests, how long, and how often it answered what. */
export function lineOf(
  { operation, statuses, codes, breaches, seconds }: RouteReport,
  codesToo: boolean,
): string {
  const answered = [...statuses].sort(([one], [other]) => one - other);
  const said = answered.map(([status, count]) => `${status}×${count}`).join(' ');
  const why = codesToo ? `\n    ${[...codes].map(([code, times]) => `${code}×${times}`).join(' ')}` : '';
  return `${operation.name.padEnd(64)} ${seconds.toFixed(1).padStart(6)} s  ${said}${breaches.size > 0 ? '  BREACHED' : ''}${why}`;
}

/** Sums up: faults, breaches with an example each, routes that say too little, statuses that were never reached. */
export function summaryOf(reports: readonly RouteReport[], perRoute: number): Summary {
  const faults = sum(
    reports.map(({ statuses }) => sum([...statuses].map(([s, n]) => (s >= 500 || s === 0 ? n : 0)))),
  );
  const wrong = sum(reports.map(({ breaches }) => sum([...breaches.values()].map(({ count }) => count))));
  const requests = sum(reports.map(({ statuses }) => sum([...statuses.values()])));
  const unsaid = reports.flatMap(({ operation: { name, unsaid: missing } }) =>
    missing.length > 0 ? [`${name} says no ${missing.join(', ')}.`] : [],
  );
  const unreached =
    perRoute < ENOUGH_TO_REACH
      ? []
      : reports.flatMap(({ operation, statuses }) => {
          const never = reachable(operation).filter((status) => !statuses.has(status));
          return never.length > 0 ? [`${operation.name} never answered ${never.join(', ')}.`] : [];
        });
  const examples = reports.flatMap(({ operation, breaches }) =>
    [...breaches].map(([how, { count, example }]) => `${operation.name}: ${how} (${count})\n    ${example}`),
  );
  return {
    lines: [
      ...examples,
      ...unsaid,
      ...unreached,
      `${reports.length} routes, ${requests} requests, ${faults} of 5xx, ${wrong - faults} schema breaches`,
    ],
    well: wrong === 0 && unsaid.length === 0 && unreached.length === 0,
  };
}

/** What a route can be brought to say by whoever tries long enough. */
function reachable({ name, method, path, signedIn, parameters, body, answers }: Operation): number[] {
  const success = name in OUT_OF_REACH ? [] : [...answers.keys()].filter((status) => status < 300);
  const asked = parameters.some((parameter) => parameter.in !== 'header') || body !== undefined;
  return [
    ...success,
    ...(signedIn === undefined ? [] : [401]),
    ...(asked ? [422] : []),
    ...(path.includes('{') ? [404] : []),
    ...(method === 'GET' ? [] : [400, 403, 415]),
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
