import type { Chance } from '../src/demo/chance.ts';
import type { Operation } from './operations.ts';

const KEPT = 200;
const LONGEST = 320;

/** What one caller and one agent would know, so that a request made of it is one that makes sense. */
export type Situation = {
  /** Of the agent whose case it is, and of the customer. */
  readonly cookie: string;
  readonly customer: string;
  readonly values: Readonly<Record<string, string>>;
  /** What an `{id}` in a path means: by the word before it. */
  readonly ids: Readonly<Record<string, string>>;
  /** How the paths end of the routes that it was made for. */
  readonly aims?: readonly string[];
};

/** Real values by the name of the field they belong to: learned from answers, kept the newest of each. */
export class KnownValues {
  private readonly pools = new Map<string, string[]>();

  /** A real value for a field or for an `{id}` after a word of the path; undefined where none was seen. */
  pick(name: string, chance: Chance): string | undefined {
    const pool = this.pools.get(name);
    return pool && pool.length > 0 ? chance.one(pool) : undefined;
  }

  add(name: string, value: string): void {
    const pool = this.pools.get(name) ?? [];
    this.pools.set(name, pool);
    if (pool.includes(value)) return;
    pool.push(value);
    if (pool.length > KEPT) pool.shift();
  }

  /** Takes in every text of an answer under its field's name, and `id` under the path's word too. */
  learn({ path, method }: Operation, text: string): void {
    const word = wordBefore(path, method === 'GET' ? path.split('{')[0] : path);
    this.take(JSON.parse(text) as unknown, word, 0);
  }

  private take(node: unknown, name: string, depth: number): void {
    if (depth > 6) return;
    if (Array.isArray(node)) {
      for (const item of node.slice(0, 20)) this.take(item, name, depth + 1);
      return;
    }
    if (typeof node === 'string') {
      if (node.length > 0 && node.length <= LONGEST) this.add(name, node);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) this.take(value, key === 'id' ? name : key, depth + 1);
  }
}

/** The last word of a path before a place: `cases` of `/api/cases/`. */
export function wordBefore(path: string, upTo = path): string {
  const words = upTo.split('/').filter((word) => word !== '' && !word.startsWith('{'));
  return words.at(-1) ?? path;
}
