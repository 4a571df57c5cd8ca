import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCKED_SORTS, LOCKS, lockOn } from './advisory-locks.ts';

const SOURCES = join(__dirname, '..', '..');
/** What a lock is taken by: the text between the brackets, to the end of its line. */
const TAKEN = /pg_(?:try_)?advisory_(?:xact_)?(?:un)?lock(?:_shared)?\((.*)/g;

const takenIn = (folder: string) =>
  readdirSync(join(SOURCES, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
    .flatMap((path) => {
      const text = readFileSync(join(SOURCES, folder, path), 'utf8');
      return [...text.matchAll(TAKEN)].map(([, by = '']) => ({ path: join(folder, path), by }));
    });

describe('advisory locks', () => {
  it('have a number of their own each', () => {
    const numbers = Object.values(LOCKS);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('on one thing of many are told apart by their seed, or by how their text begins', () => {
    // How the texts of a sort begin that are put together elsewhere.
    const beginnings: Readonly<Record<string, readonly string[]>> = {
      idempotentRequest: ['agent:', 'customer:', 'visitor:'],
    };
    const all = Object.entries(LOCKED_SORTS).flatMap(([sort, { begins, seed }]) =>
      (beginnings[sort] ?? [begins]).map((text) => ({ sort, text, seed })),
    );
    for (const one of all)
      for (const other of all)
        if (one.sort !== other.sort && one.seed === other.seed)
          expect(one.text.startsWith(other.text)).toBe(false);
    expect(lockOn('importOfRealm', '$1')).toBe("hashtextextended('import of ' || $1, 0)");
    expect(lockOn('idempotentRequest', '$1')).toBe('hashtextextended($1, 0)');
    expect(lockOn('duplicates')).toBe("hashtextextended('find duplicates', 0)");
  });

  it('are taken by what is on the list only', () => {
    const taken = ['features', 'platform', 'demo'].flatMap(takenIn);
    expect(taken.length).toBeGreaterThan(10);
    for (const { path, by } of taken) expect([path, by]).toEqual([path, expect.stringMatching(/^\$\{/)]);
  });

  it('of released migrations are on the list', () => {
    const taken = takenIn('migrations');
    const numbers = new Set(Object.values(LOCKS).map(String));
    const seeds = new Set(Object.values(LOCKED_SORTS).map(({ seed }) => String(seed)));
    expect(taken.length).toBeGreaterThan(0);
    for (const { by } of taken) {
      const [, number = ''] = /^(\d+)\)/.exec(by) ?? [];
      const [, seed = ''] = /, (\d+)\)/.exec(by) ?? [];
      expect(numbers.has(number) || seeds.has(seed)).toBe(true);
    }
  });
});
