import type { Logger } from '@nestjs/common';

/**
 * Does the work of a sweep for one after another: one that fails stops none behind it, and the next sweep tries it again.
 * Logged is which it was and the kind of error, never its message, which may quote a value.
 */
export async function eachApart(
  log: Pick<Logger, 'error'>,
  what: string,
  ids: readonly string[],
  work: (id: string) => Promise<unknown>,
): Promise<void> {
  for (const id of ids)
    try {
      await work(id);
    } catch (fault) {
      log.error(`${what} ${id} failed: ${fault instanceof Error ? fault.name : 'unknown error'}`);
    }
}
