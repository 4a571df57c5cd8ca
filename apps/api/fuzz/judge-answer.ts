import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { RawAnswer } from '../staged-desk/sender.ts';
import type { ApiDocument, Operation, Schema } from './operations.ts';

/** Holds answers against the API's description. */
export class AnswerJudge {
  private readonly ajv = new Ajv({ strict: false, allErrors: false, validateFormats: true });
  private readonly compiled = new Map<Schema, ValidateFunction>();

  constructor(private readonly document: ApiDocument) {
    addFormats.default(this.ajv);
    this.ajv.addSchema({ $id: 'api', components: asJsonSchema(document.components) as Schema });
  }

  /** Says how an answer breaks the description of its operation; undefined when it does not. */
  breach(operation: Operation, answer: RawAnswer): string | undefined {
    const { status, type, text } = answer;
    if (!operation.answers.has(status)) return `${status} is not documented`;
    const documented = operation.answers.get(status);
    if (documented === undefined) {
      if (status === 204) return text === '' ? undefined : '204 has a body';
      return `${status} has no documented schema`;
    }
    const media = type.split(';')[0]?.trim() ?? '';
    if (media !== documented.type) return `${status} is ${media}, not ${documented.type}`;
    if (!media.endsWith('json')) return undefined;
    return this.misfit(status, documented.schema, text);
  }

  private misfit(status: number, schema: Schema, text: string): string | undefined {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return `${status} is not JSON`;
    }
    const fits = this.validatorOf(schema);
    if (fits(value)) return undefined;
    const [first] = fits.errors ?? [];
    return `${status}${first?.instancePath.replaceAll(/\/\d+/g, '/*') ?? ''} ${first?.message ?? 'does not fit'}`;
  }

  private validatorOf(schema: Schema): ValidateFunction {
    const known = this.compiled.get(schema);
    if (known) return known;
    const made = this.ajv.compile(absolute(asJsonSchema(schema)) as Schema);
    this.compiled.set(schema, made);
    return made;
  }

  /** The schema that a reference leads to, or the schema itself. */
  resolve(schema: Schema): Schema {
    const { $ref } = schema;
    if (typeof $ref !== 'string') return schema;
    const found = this.document.components.schemas[$ref.split('/').at(-1) ?? ''];
    if (!found) throw new Error(`${$ref} leads nowhere.`);
    return found;
  }
}

/** OpenAPI 3.0 writes `nullable` beside a schema and knows no type `null`. */
function asJsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(asJsonSchema);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = node as Schema;
  const plain = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, asJsonSchema(value)]));
  return nullable === true ? { anyOf: [plain, { type: 'null' }] } : plain;
}

function absolute(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(absolute);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' ? `api${value}` : absolute(value),
    ]),
  );
}
