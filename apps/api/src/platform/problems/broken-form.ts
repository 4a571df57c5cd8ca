import { isDatabaseAway } from './problem.filter.ts';

/**
 * Whether what was thrown while an uploaded form was read is the form's fault: broken off, or not written as multipart. The
 * parser throws plain errors of that, with nothing but their words. Everything else is somebody else's fault: the database,
 * the file system and streams give a `code` or a call, Fastify and ours a status, and a mistake of the program a kind of its
 * own (a TypeError, say).
 */
export function isBrokenForm(thrown: unknown): boolean {
  return (
    thrown instanceof Error &&
    Object.getPrototypeOf(thrown) === Error.prototype &&
    !['code', 'syscall', 'statusCode'].some((trait) => trait in thrown) &&
    !isDatabaseAway(thrown)
  );
}
