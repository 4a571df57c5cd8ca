import { hashKey, type QueryKey } from '@tanstack/react-query';
import { holds, isFinal } from './query-keys.ts';

/** A query of the cache, as far as it matters here. */
type Kept = {
  readonly queryHash: string;
  readonly queryKey: QueryKey;
  readonly state: { readonly status: string; readonly data: unknown };
};
type Heard = { readonly key: QueryKey; readonly at: number; readonly within: string | undefined };

/**
 * What was heard to have changed and was not read yet. Each reading is an event in the audit: what began to be read after
 * it was heard, by whoever made the change, is not read a second time.
 */
export class Gathered {
  private readonly heard = new Map<string, Heard>();
  private readonly begun = new Map<string, number>();
  private now = 0;

  /** With `within`, only the lists among them that hold that id are old. */
  hear(keys: readonly QueryKey[], within?: string): void {
    const at = ++this.now;
    for (const key of keys) this.heard.set(hashKey([key, within ?? null]), { key, at, within });
  }

  /** A query has begun to be read. */
  began(queryHash: string): void {
    this.begun.set(queryHash, ++this.now);
  }

  /** What was heard until now, and is forgotten with it. */
  take(): readonly Heard[] {
    const all = [...this.heard.values()];
    this.heard.clear();
    return all;
  }

  /** Whether what is kept may be older than what was heard. */
  isOld({ queryHash, queryKey, state }: Kept, { at, within }: Heard): boolean {
    if (within !== undefined && !holds(state.data, within)) return false;
    if (isFinal(queryKey, state.data)) return false;
    return state.status === 'error' || (this.begun.get(queryHash) ?? 0) < at;
  }
}
