import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from '@nestjs/common';

/** Work that is done again and again, too often for a job of its own each time. */
export type Round = { readonly name: string; readonly everyMs: number; readonly run: () => Promise<void> };

/**
 * Goes round until it is stopped: one round after another, never two at once. One that fails is logged by the kind of its
 * error and tried again.
 */
export class Rounds {
  private readonly halt = new AbortController();
  private readonly under: Promise<void>[] = [];

  constructor(private readonly log: Pick<Logger, 'error'>) {}

  start(rounds: readonly Round[]): void {
    for (const round of rounds) this.under.push(this.goRound(round));
  }

  /** Resolves when what is under way is over. */
  async stop(): Promise<void> {
    this.halt.abort();
    await Promise.all(this.under.splice(0));
  }

  private async goRound({ name, everyMs, run }: Round): Promise<void> {
    const { signal } = this.halt;
    let failed = '';
    while (!signal.aborted) {
      try {
        await run();
        failed = '';
      } catch (fault) {
        const kind = fault instanceof Error ? fault.name : 'unknown error';
        // Once, not every second of an outage.
        if (kind !== failed) this.log.error(`${name} failed: ${kind}`);
        failed = kind;
      }
      await wait(everyMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
