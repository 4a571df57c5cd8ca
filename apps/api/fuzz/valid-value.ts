import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Chance } from '../src/demo/chance.ts';
import type { KnownValues, Situation } from './known-values.ts';
import type { Schema } from './operations.ts';

const SAMPLES = 40;
const SEED = 7;
const WORDS = ['a', 'Asha', '秀英', 'O’Neil', 'આશા', 'x y', '14 Lotus St', '395007', '#9001', '1499.00', 'é̂'];
const WHOLE = 9_007_199_254_740_991;

/** Makes values that fit a schema, of real ones wherever there are any. */
export class ValidValues {
  private readonly patterns = new Map<string, readonly string[]>();

  constructor(
    private readonly chance: Chance,
    private readonly known: KnownValues,
    private readonly resolve: (schema: Schema) => Schema,
  ) {}

  of(schema: Schema, name: string, situation: Situation | undefined): unknown {
    const plain = this.resolve(schema);
    const choices = plain['anyOf'] ?? plain['oneOf'];
    if (Array.isArray(choices)) return this.of(this.chance.one(choices as Schema[]), name, situation);
    if (plain['nullable'] === true && this.chance.fraction() < 0.1) return null;
    const { enum: words, type } = plain;
    if (Array.isArray(words)) return this.chance.one(words as unknown[]);
    switch (type) {
      case 'object':
        return this.object(plain, situation);
      case 'array':
        return this.array(plain, name, situation);
      case 'integer':
      case 'number':
        return this.number(plain);
      case 'boolean':
        return this.chance.fraction() < 0.5;
      default:
        return this.text(plain, name, situation);
    }
  }

  private object(schema: Schema, situation: Situation | undefined): Record<string, unknown> {
    const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
    const required = new Set((schema['required'] ?? []) as string[]);
    const value: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(properties))
      if (required.has(key) || this.chance.fraction() < 0.5) value[key] = this.of(inner, key, situation);
    return value;
  }

  private array(schema: Schema, name: string, situation: Situation | undefined): unknown[] {
    const least = numberOr(schema['minItems'], 0);
    const length = this.chance.whole(least, Math.min(numberOr(schema['maxItems'], 3), least + 3));
    const { anyOf } = (schema['items'] ?? {}) as Schema;
    // zod writes a tuple as a list of so many of any of its places: each place in turn is what it means.
    const places = Array.isArray(anyOf) && anyOf.length === length ? (anyOf as Schema[]) : undefined;
    return Array.from({ length }, (_, at) => {
      const own = `${name}.${at}`;
      const known = situation?.values[own] === undefined ? name : own;
      return this.of(places?.[at] ?? ((schema['items'] ?? {}) as Schema), known, situation);
    });
  }

  private number(schema: Schema): number {
    const least = numberOr(schema['minimum'], 0);
    const most = numberOr(schema['maximum'], WHOLE);
    return this.chance.fraction() < 0.8
      ? this.chance.whole(least, Math.min(most, least + 30))
      : this.chance.one([least, most]);
  }

  private text(schema: Schema, name: string, situation: Situation | undefined): string {
    const said = situation?.values[name];
    if (said !== undefined && this.chance.fraction() < 0.85) return said;
    const known = this.chance.fraction() < 0.6 ? this.known.pick(name, this.chance) : undefined;
    if (known !== undefined) return known;
    const { format, pattern } = schema;
    if (format === 'uuid') return randomUUID();
    if (format === 'date-time') return new Date(1.8e12 + this.chance.whole(-1e9, 1e9) * 100).toISOString();
    if (format === 'date') return '2026-02-28';
    if (typeof pattern === 'string') return this.chance.one(this.samplesOf(pattern));
    const least = numberOr(schema['minLength'], 0);
    const most = numberOr(schema['maxLength'], 60);
    if (this.chance.fraction() < 0.1) return 'x'.repeat(this.chance.one([least, most]));
    return this.chance.one(WORDS).padEnd(least, 'relink ').slice(0, most);
  }

  private samplesOf(pattern: string): readonly string[] {
    const known = this.patterns.get(pattern);
    if (known) return known;
    const made = fc.sample(fc.stringMatching(new RegExp(pattern)), { numRuns: SAMPLES, seed: SEED });
    this.patterns.set(pattern, made);
    return made;
  }
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
