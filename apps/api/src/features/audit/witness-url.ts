import type { NotesOfFile } from '../../../verifier/verify.mjs';
import type { Witness } from './witness.ts';

const PATIENCE_MS = 10_000;

/** Somebody outside who takes each note by a POST and says 2xx once it is kept. */
export class WitnessUrl implements Witness {
  readonly kind = 'url';

  constructor(private readonly url: string) {}

  async write(note: string): Promise<void> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: note,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`The witness answered ${String(response.status)}.`);
  }

  /** It only takes. */
  newest(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  all(): Promise<NotesOfFile> {
    return Promise.resolve({ count: 0, notes: [] });
  }
}
