import { PROBLEMS, type ProblemCode, type Refusal } from './codes.ts';

/** Builds a refusal. `details` say what is missing or what to do next; never a personal value. */
export function refuse(code: ProblemCode, details?: Readonly<Record<string, unknown>>): Refusal {
  return details === undefined ? { code } : { code, details };
}

/** Whether what a rule returned is its no. */
export function isRefusal(result: unknown): result is Refusal {
  return (
    typeof result === 'object' &&
    result !== null &&
    'code' in result &&
    typeof result.code === 'string' &&
    Object.hasOwn(PROBLEMS, result.code)
  );
}
