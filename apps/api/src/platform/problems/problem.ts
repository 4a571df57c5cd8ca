import { PROBLEMS, type ProblemCode, type Refusal } from '@relink/domain';
import type { Problem } from '@relink/contract';

/** A refusal on its way out of the api, after what it counted and recorded was committed. */
export class ProblemException extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** Builds the exception for a code; `errors` are per field. */
export function problem(code: ProblemCode, more: Omit<Refusal, 'code'> = {}): ProblemException {
  return new ProblemException({ code, ...more });
}

/** The answer's body, as RFC 9457 asks. */
export function problemBody({ code, errors, details }: Refusal): Problem {
  const { status, title } = PROBLEMS[code];
  return {
    type: `urn:relink:problem:${code}`,
    title,
    status,
    code,
    ...(errors && { errors }),
    ...(details && { details }),
  };
}
