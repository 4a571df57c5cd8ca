import type { Chance } from '../src/demo/chance.ts';

/** Texts that programs trip over: UTS #39 look-alikes, what PostgreSQL cannot store, ends of ranges, other syntaxes. */
export const ODD_TEXTS: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfff',
  '\u202eevil',
  '\u200b',
  '\ufeff',
  'İıſK',
  '𝕏',
  '🤷🏽‍♀️',
  'e\u0301'.repeat(50),
  '\r\n\t',
  "'; drop table account; --",
  '%',
  '_%\\',
  '<script>alert(1)</script>',
  '${7*7}{{7*7}}',
  '../../etc/passwd',
  'null',
  'undefined',
  'true',
  'NaN',
  '1e999',
  '-1',
  '9'.repeat(400),
  'x'.repeat(401),
  'x'.repeat(10_001),
  '٣٤٥',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '2026-02-30',
  '2026-13-01T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999Z',
  '0001-01-01T00:00:00+14:00',
  '2026-01-01T00:00:00-23:59',
  'a@b',
  `${'a'.repeat(64)}@${'b'.repeat(63)}.example`,
  'ö@ü.example',
  '"quoted @"@mail.example',
  'a@[127.0.0.1]',
  '+',
  '+000000000000',
  '+999999999999999999',
  '0012345',
  '__proto__',
  'constructor',
];

const ODD_NUMBERS = [0, -0, -1, 1.5, 5e-324, 1e308, -1e308, 2 ** 31, 2 ** 53, -(2 ** 53), 2 ** 63];
const ODD_OTHERS = [null, true, false, [], {}, [[]], [null], { a: 1 }, { length: 5 }, [{}], { $gt: '' }];

/** Any value of any kind, mostly one that no schema takes there. */
export function oddValue(chance: Chance): unknown {
  const kind = chance.fraction();
  if (kind < 0.55) return chance.one(ODD_TEXTS);
  if (kind < 0.75) return chance.one(ODD_NUMBERS);
  if (kind < 0.97) return chance.one(ODD_OTHERS);
  return nested(chance.whole(10, 2000));
}

/** A copy of a body with one thing about it changed: a value, a key, the whole. */
export function mutated(body: unknown, chance: Chance): unknown {
  if (chance.fraction() < 0.1) return oddValue(chance);
  if (Array.isArray(body)) {
    const items = body as unknown[];
    const choice = chance.fraction();
    if (items.length === 0 || choice < 0.15) return [...items, oddValue(chance)];
    if (choice < 0.3) return Array.from({ length: chance.one([2, 7, 1001]) }, () => items[0]);
    const at = chance.whole(0, items.length - 1);
    return items.map((item, index) => (index === at ? mutated(item, chance) : item));
  }
  if (typeof body === 'object' && body !== null)
    return mutatedObject(body as Record<string, unknown>, chance);
  return oddValue(chance);
}

function mutatedObject(body: Record<string, unknown>, chance: Chance): unknown {
  const keys = Object.keys(body);
  const choice = chance.fraction();
  if (keys.length === 0 || choice < 0.1)
    return { ...body, [chance.one(['extra', 'id', '__proto__ ', 'constructor', ''])]: oddValue(chance) };
  const key = chance.one(keys);
  if (choice < 0.25) return Object.fromEntries(Object.entries(body).filter(([name]) => name !== key));
  if (choice < 0.3) return [body];
  return { ...body, [key]: mutated(body[key], chance) };
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}
