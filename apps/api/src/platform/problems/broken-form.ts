import { ProblemException } from './problem.ts';

/**
 * Whether what was thrown while an uploaded form was read is the form's fault: broken off, or not written as multipart.
 * The parser throws plain errors of that; the system's have a call, and ours and Fastify's a status.
 */
export function isBrokenForm(thrown: unknown): boolean {
  return (
    thrown instanceof Error &&
    !(thrown instanceof ProblemException) &&
    !('syscall' in thrown) &&
    !('statusCode' in thrown)
  );
}
